"""Re-ranking compiled: each candidate's tokens are gone through once, for all signals (see ``signals``)."""

from __future__ import annotations

import numpy as np

from retrieval import compiled_duplicates
from retrieval.compiled_bits import bit, mark, noted_here
from retrieval.compiled_duplicates import any_alike as any_alike
from retrieval.compiled_letters import distinct, start_of
from retrieval.compiling import compiled, inlined
from retrieval.letters import ENOUGH
from retrieval.postings import K1, B
from retrieval.storage import Array


@inlined
def saturated(times: float, length: float, mean: float) -> float:
    """BM25's worth of something that occurs so many times in a text of this length."""
    return times * (K1 + 1) / (times + K1 * (1 - B + B * length / mean))


@inlined
def copied(source: Array, target: Array) -> None:
    """Elements written where others are."""
    for at in range(len(source)):
        target[at] = source[at]


@inlined
def in_order(found: Array, worth: Array, passages: Array, word: Array) -> None:
    """Candidates as the word level found them, put in the order of the corpus."""
    for c in range(len(found)):
        i = c
        while i and passages[i - 1] > found[c]:
            passages[i], word[i] = passages[i - 1], word[i - 1]
            i -= 1
        passages[i], word[i] = found[c], worth[c]


@compiled
def rank(
    found: Array,
    worth_of_words: Array,
    token_end: Array,
    title_length: Array,
    token_form: Array,
    token_sentence: Array,
    term_end: Array,
    term_form: Array,
    term_idf: Array,
    gram_key: Array,
    gram_idf: Array,
    gram_end: Array,
    gram_form: Array,
    gram_length: Array,
    mean_sentence: float,
    mean_grams: float,
    unseen_idf: float,
    terms: Array,
    weights: Array,
    pairs: Array,
    forms: Array,
    form_worth: Array,
    letters: Array,
    asked_for: Array,
    shares: Array,
    of_form: Array,
    bits: Array,
    passages: Array,
    order: Array,
    scores: Array,
    parts: Array,
    known: Array,
) -> int:
    """Fill the last five as numpy's kernel does, the candidates in the order of the corpus; return how many score.

    ``of_form`` and ``bits`` are this thread's room, zeros before and after; the rest are the candidates, arrays of the
    index, and the question's clues.
    """
    n_terms, n_pairs, n_forms, count = len(terms), len(pairs), len(forms), len(found)
    keys, times = distinct(letters)
    grams, idf, gram_worth = np.empty(len(keys), np.int64), np.empty(len(keys)), np.empty(len(keys))
    n_grams, all_grams = 0, 0.0
    for k in range(len(keys)):
        gram = np.searchsorted(gram_key, keys[k])
        if gram < len(gram_key) and gram_key[gram] == keys[k]:
            grams[n_grams], idf[n_grams], gram_worth[n_grams] = gram, gram_idf[gram], gram_idf[gram] * times[k]
            all_grams += gram_idf[gram]
            n_grams += 1
        else:
            all_grams += unseen_idf
    in_order(found, worth_of_words, passages, parts[0])
    here, noted = bits[0], bits[1]
    # Passages lie anywhere: their tokens are fetched first, one passage after another, and are at hand from then on.
    ends, size = np.empty(count, np.int64), 0
    for c in range(count):
        size += token_end[passages[c]] - start_of(token_end, passages[c])
        ends[c] = size
    tokens, sentences = np.empty(size + 1, np.int32), np.empty(size + 1, np.uint16)
    for c in range(count):
        first, start, end = start_of(ends, c), start_of(token_end, passages[c]), token_end[passages[c]]
        copied(token_form[start:end], tokens[first : ends[c]])
        copied(token_sentence[start:end], sentences[first : ends[c]])
    for at in range(size):
        mark(here, tokens[at])
    # Of each form in the candidates a chain of what it is to the question, terms below n_terms and letter n-grams from
    # there on: where it begins stands in the room, each link names the next.  Most forms with these n-grams are in no
    # candidate, most forms of the candidates have nothing of the question: a bit tells.  It is added rather than
    # branched on, since no processor foresees it.
    most = 1
    for g in range(n_grams):
        most += gram_end[grams[g]] - start_of(gram_end, grams[g])
    for t in range(n_terms):
        most += term_end[terms[t]] - start_of(term_end, terms[t])
    what, following, linked = np.empty(most + 1, np.int32), np.empty(most + 1, np.int32), np.empty(most + 1, np.int32)
    rows = 1
    for g in range(n_grams):
        holders = gram_form[start_of(gram_end, grams[g]) : gram_end[grams[g]]]
        rows = noted_here(here, holders, n_terms + g, what, linked, rows)
    for t in range(n_terms):
        holders = term_form[start_of(term_end, terms[t]) : term_end[terms[t]]]
        rows = noted_here(here, holders, t, what, linked, rows)
    for row in range(1, rows):
        mark(noted, linked[row])
        following[row], of_form[linked[row]] = of_form[linked[row]], row
    times, held, tf = np.zeros(n_grams), np.zeros(n_grams), np.zeros(n_terms, np.int64)
    told, place = np.empty(size + 1, np.int64), np.empty(size + 1, np.int64)
    has_pair, has_form = np.full(n_pairs, -1, np.int64), np.full(n_forms, -1, np.int64)
    most_known = 0.0
    for c in range(count):
        passage = passages[c]
        start, end = start_of(ends, c), ends[c]
        size = 0
        for at in range(start, end):
            told[size] = at
            size += bit(noted, tokens[at])
        times[:] = 0
        n_met, best, title, pair, exact = 0, 0.0, 0.0, 0.0, 0.0
        for i in range(size):
            at, row, met = told[i], of_form[tokens[told[i]]], -1
            while row:
                if what[row] < n_terms:
                    met = what[row]
                else:
                    times[what[row] - n_terms] += 1
                row = following[row]
            if met < 0:
                continue
            for e in range(n_forms):
                if forms[e] == tokens[at] and has_form[e] != c:
                    has_form[e] = c
                    exact += form_worth[e]
            if n_met and told[n_met - 1] == at - 1:
                before = place[n_met - 1]
                for p in range(n_pairs):
                    if pairs[p] == before * n_terms + met and has_pair[p] != c:
                        has_pair[p] = c
                        pair += (term_idf[terms[before]] + term_idf[terms[met]]) / 2
            told[n_met], place[n_met] = at, met
            n_met += 1
        i = 0
        while i < n_met:
            sentence, first, after = sentences[told[i]], told[i], told[i] + 1
            while i < n_met and sentences[told[i]] == sentence:
                tf[place[i]] += 1
                i += 1
            while first > start and sentences[first - 1] == sentence:
                first -= 1
            while after < end and sentences[after] == sentence:
                after += 1
            total = 0.0
            for t in range(n_terms):
                if tf[t]:
                    worth = weights[t] * term_idf[terms[t]]
                    if sentence:
                        total += worth * saturated(tf[t], after - first, mean_sentence)
                    else:
                        title += worth
                    tf[t] = 0
            best = max(best, total)
        for g in range(n_grams):
            held[g] = saturated(times[g], gram_length[passage], mean_grams)
        gram_score = share = 0.0
        for g in range(n_grams):
            gram_score += gram_worth[g] * held[g]
            share += idf[g] if times[g] else 0.0
        known[c] = share / all_grams if all_grams else 0.0
        most_known = max(most_known, known[c])
        parts[1, c], parts[2, c], parts[3, c] = gram_score, best, pair
        parts[4, c], parts[5, c] = title / np.sqrt(max(title_length[passage], 1)), exact
    for row in range(1, rows):
        of_form[linked[row]] = 0
    bits[:] = 0
    return combine(asked_for, shares, min(1.0, most_known / ENOUGH), order, scores, parts)


@inlined
def combine(asked_for: Array, shares: Array, heard: float, order: Array, scores: Array, parts: Array) -> int:
    """Signals become contributions (letters as far as ``heard``), scores, an order; returns how many have a score."""
    last, count = len(parts) - 1, len(scores)
    for s in range(last):
        top = 0.0
        for c in range(count):
            top = max(top, parts[s, c])
        share = shares[s] * heard if s == 1 else shares[s]
        for c in range(count):
            parts[s, c] *= share / top if top else share
    size = 0
    for c in range(count):
        total = 0.0
        for s in range(last):
            total += parts[s, c]
        parts[last, c] = shares[last] if asked_for[c] and total else 0.0
        scores[c] = total + parts[last, c]
        if scores[c]:
            i = size
            while i and scores[order[i - 1]] < scores[c]:
                order[i] = order[i - 1]
                i -= 1
            order[i] = c
            size += 1
    return size


def warm() -> None:
    """Compile or load the kernels."""
    compiled_duplicates.warm()
    end, number = np.ones(1, np.int64), np.zeros(1, np.int32)
    weight, sentence = np.zeros(1, np.float32), np.zeros(1, np.uint16)
    for array in (end, number, weight, sentence):
        array.setflags(write=False)
    none, nothing = np.zeros(0, np.int64), np.zeros(0)
    key, letters = np.zeros(1, np.uint32), np.zeros(0, np.uint8)
    key.setflags(write=False)
    letters.setflags(write=False)
    index = (end, number, number, sentence, end, number, weight, key, weight, end, number, weight, 1.0, 1.0, 1.0)
    clues = (none, nothing, none, none, nothing, letters)
    room = (np.zeros(1, np.int32), np.zeros((2, 1), np.uint64))
    found = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros((7, 0)), np.zeros(0))
    rank(
        np.zeros(0, np.int32),
        np.zeros(0, np.float32),
        *index,
        *clues,
        np.zeros(0, np.bool_),
        np.zeros(7),
        *room,
        *found,
    )
