# What the corpus could not answer, and what the editorial team does about it.

help-sansreponse = questions restées sans réponse, regroupées
missed-intro = { $questions } { $questions ->
    [one] question mal servie
   *[other] questions mal servies
} en { $days } jours, en { $groups } { $groups ->
    [one] groupe
   *[other] groupes
}, le plus demandé d’abord. Personne n’est nommé.
missed-none = Aucune question n’attend : tout ce qui a été demandé en { $days } jours a sa réponse, ou a été traité.
missed-gone = Ces questions ne sont plus gardées.
missed-group = « { $example } » : { $counts } { $waits }
missed-counts = { $count } { $count ->
    [one] question
   *[other] questions
}, dont { $parts }.
missed-terms = Mots qui reviennent : { $words }.
missed-count-nothing = { $count } sans réponse
missed-count-near = { $count } { $count ->
    [one] approchée
   *[other] approchées
}
missed-count-sure = { $count } { $count ->
    [one] servie
   *[other] servies
}
missed-count-useless = { $count } « pas utile »
missed-told-short = { $count } { $count ->
    [one] personne attend
   *[other] personnes attendent
} une réponse.
missed-told = { $count } { $count ->
    [one] personne a demandé à être prévenue.
   *[other] personnes ont demandé à être prévenues.
}
missed-wording-times = { $text } ({ $times } fois)
missed-hidden = et { $count } { $count ->
    [one] autre formulation.
   *[other] autres formulations.
}
missed-reasons = « Pas utile », avec ces mots :
missed-settled = Déjà { $count ->
    [one] traitée ou écartée : { $count } question.
   *[other] traitées ou écartées : { $count } questions.
}
missed-answered-now = Le corpus répond maintenant à { $count } de ces questions sur { $total }.
missed-set-aside = { $count } { $count ->
    [one] question écartée. Elle reviendra si on la pose de nouveau.
   *[other] questions écartées. Le groupe reviendra si on le demande de nouveau.
}
missed-put-back = { $count } { $count ->
    [one] question remise dans la liste.
   *[other] questions remises dans la liste.
}
answered-intro = { $groups } { $groups ->
    [one] sujet bien servi
   *[other] sujets bien servis
} en { $days } jours, le plus demandé d’abord.
answered-none = Aucune question posée en { $days } jours n’a trouvé sa réponse.
answered-group = « { $example } » : { $count } { $count ->
    [one] question
   *[other] questions
}, { $useful } « utile », { $missed } sans réponse.

reply-write = Écrivez votre réponse dans un message. { $count ->
    [one] Une personne la recevra
   *[other] { $count } personnes la recevront
}, avec sa question. Vous verrez un aperçu avant l’envoi.
reply-nobody = Personne n’attend de réponse à ces questions.
reply-too-long = Votre réponse compte { $count } caractères ; { $most } au plus. Rien n’est envoyé.
reply-expired = Ce texte n’est plus en mémoire : écrivez-le de nouveau.
reply-preview = Aperçu. Voici ce que { $count ->
    [one] la personne recevra :
   *[other] les { $count } personnes recevront, chacune avec sa question :
}
letter-reply = Vous aviez demandé à être prévenu d’une réponse à votre question : « { $question } »
    {""}
    L’équipe vous répond :
    {""}
    { $reply }
letter-corpus = Vous aviez demandé à être prévenu d’une réponse à votre question : « { $question } »
    {""}
    Le corpus a été complété : un passage y répond maintenant.
tell-done = { $count } { $count ->
    [one] personne est prévenue ; sa demande est oubliée.
   *[other] personnes sont prévenues ; leurs demandes sont oubliées.
} { $closed } { $closed ->
    [one] question classée.
   *[other] questions classées.
}
tell-closed = { $closed } { $closed ->
    [one] question classée.
   *[other] questions classées.
}
tell-not-yet = Le corpus ne répond pas encore à ces questions.

document-write = Écrivez le titre du document, puis son texte, dans le même message ou dans le suivant. Il rejoindra les ressources du thème, après aperçu.
document-text = Le titre sera : « { $title } ». Écrivez maintenant le texte, dans un message.
wording-write = Écrivez ce que les gens écrivent, le signe =, puis les mots du corpus. Plusieurs mots : séparez-les par des virgules. Exemple : frais, facture = dépense
wording-unknown = Mots que le corpus ne connaît pas : { $words }.
wording-unread = Je n’ai pas pu lire cette ligne. Il faut des mots, le signe =, puis des mots du corpus. Exemple : frais = dépense
wording-absent = Le corpus n’emploie pas : { $words }. Écrivez à droite du signe = des mots qu’il contient.
team-dropped = Entendu, rien n’est changé.

button-answered-groups = Questions bien servies
button-missed-groups = Questions sans réponse
button-group = Revenir au groupe
button-write-reply = Répondre
button-tell-corpus = Prévenir et classer
button-close-corpus = Classer
button-write-document = Ajouter un document
button-write-wording = Ajouter un mot
button-set-aside = Écarter
button-put-back = Remettre dans la liste
button-send = Envoyer
button-rewrite = Récrire
button-drop = Annuler
button-read-passage = Lire le passage
