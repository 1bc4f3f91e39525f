# Looking through the corpus.

browse-menu = Voici ce que contient le corpus « { $theme } » :
browse-count-contexte = Contexte
browse-count-definition = Définitions et points de vigilance
browse-count-enjeu = { $count ->
    [one] Un enjeu
   *[other] { $count } enjeux
}
browse-count-questions = { $count ->
    [one] Une fiche de questions
   *[other] { $count } fiches de questions
}
browse-count-entretien = { $count ->
    [one] Un entretien
   *[other] { $count } entretiens
}
browse-count-ressource = Ressources
browse-count-participation = Comment participer
browse-empty = Le corpus « { $theme } » n’a rien sous ce titre pour le moment.
browse-page = Page { $page } sur { $pages }
browse-end = C’est la fin de ce texte.
browse-end-of = « { $part } » : tout vous a été montré.
browse-start = C’est le début de ce texte.
browse-nothing-open = Je n’ai rien d’ouvert à poursuivre. Posez une question, ou choisissez ce que vous voulez lire.
browse-which = De quelle liste s’agit-il ? Choisissez d’abord ce que vous voulez lire.
browse-nth-missing = { $count ->
    [one] La liste n’a qu’un élément.
   *[other] La liste n’a que { $count } éléments.
}

enjeux-list = { $count ->
    [one] Le corpus pose un enjeu :
   *[other] Le corpus pose { $count } enjeux :
}
enjeu-missing = Il n’y a pas d’enjeu { $number } dans ce corpus. Voici ceux qui y sont :
enjeu-item = Enjeu { $number } : { $name }
enjeu-item-bare = Enjeu { $number }
enjeu-fiches = { $count ->
    [one] Une fiche de questions l’accompagne :
   *[other] { $count } fiches de questions l’accompagnent :
}
enjeu-fiche-item = Fiche { $number }
enjeu-without-fiche = Aucune fiche de questions n’est dans le corpus pour l’enjeu { $number }.
button-enjeu-number = Enjeu { $number }
button-enjeu-fiches = Ses fiches

fiches-list = { $count ->
    [one] Le corpus a une fiche de questions pour l’enjeu { $enjeu } :
   *[other] Le corpus a { $count } fiches de questions pour l’enjeu { $enjeu } :
}
fiches-all = { $count ->
    [one] Le corpus a une fiche de questions :
   *[other] Le corpus a { $count } fiches de questions :
}
fiches-absent = { $count ->
    [one] La fiche { $numbers } de l’enjeu { $enjeu } n’est pas dans le corpus.
   *[other] Les fiches { $numbers } de l’enjeu { $enjeu } ne sont pas dans le corpus.
}
fiche-missing = Il n’y a pas de fiche { $fiche } pour l’enjeu { $enjeu } dans ce corpus.
fiche-there = { $count ->
    [one] Celle qui y est : fiche { $numbers }.
   *[other] Celles qui y sont : fiches { $numbers }.
}
fiche-which = De quel enjeu ? Plusieurs ont une fiche de ce numéro.
fiche-of-none = Aucun enjeu n’a de fiche { $fiche } dans ce corpus.
fiche-last = C’est la dernière fiche du corpus.
entretiens-first = C’est le premier entretien du corpus.
fiche-first = C’est la première fiche du corpus.
button-fiche-number = Enjeu { $enjeu }, fiche { $fiche }
button-fiche-next = Fiche suivante
button-fiche-previous = Fiche précédente
button-fiche-passage = Un passage pour y penser
fiche-passage = Un passage pour y penser :
fiche-passage-none = Je n’ai pas trouvé de passage proche de cette fiche.

entretiens-list = { $count ->
    [one] Le corpus contient un entretien :
   *[other] Le corpus contient { $count } entretiens :
}
entretiens-found = { $count ->
    [one] Un entretien correspond :
   *[other] { $count } entretiens correspondent :
}
entretiens-others = { $count ->
    [one] Il y a aussi cet entretien :
   *[other] Il y a aussi ces entretiens :
}
entretiens-no-other = Le corpus ne contient pas d’autre entretien.

resource-found = Voici ce que le corpus indique :
resource-link = Le lien est sous le passage.
resource-no-link = Aucun lien n’est enregistré pour ce document, et je ne peux pas envoyer de fichier.
resource-where = Vous pouvez le demander ici : { $contact }
resource-where-team = Vous pouvez transmettre votre demande à l’équipe.
resource-none = Le corpus n’a pas de document sous ce titre, et je ne peux pas envoyer de fichier.
button-open-link = Ouvrir le lien

themes-list = { $count ->
    [one] Le corpus traite d’un thème :
   *[other] Le corpus traite de { $count } thèmes :
}
themes-item = { $name } : { $description }

reflect-intro = Une question pour réfléchir :
reflect-topic = Une question à ce sujet :
reflect-topic-end = C’était ma dernière question à ce sujet. En voici une autre :
reflect-other = Je n’ai pas de question à ce sujet. En voici une autre :
reflect-none = Le corpus ne contient pas encore de question pour réfléchir.
button-reflect-again = Une autre question
button-open-fiche = Ouvrir la fiche
