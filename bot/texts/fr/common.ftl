# Words that several features share.

date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
} { $year }
day-month = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
list-last = { $first } et { $last }
excerpt-end = { $text }…

error = Une difficulté est survenue de mon côté. Merci de reposer votre question dans un instant.
stale-button = Ce bouton est trop ancien pour que je sache ce qu’il ouvrait. Reposez votre question, ou écrivez « aide ».
unreadable = Je n’ai rien pu lire dans ce message. Écrivez votre question en une phrase, ou « aide ».
private-only = Cela ne concerne que vous : écrivez-moi en privé pour le demander.
subject-none = un thème donné
corpus-empty = Le corpus est vide pour le moment. Revenez un peu plus tard.

button-browse = Parcourir le corpus
button-contexte = Contexte
button-definition = Définitions
button-enjeu = Enjeux
button-questions = Fiches de questions
button-entretien = Entretiens
button-ressource = Ressources
button-participation = Participer
button-themes = Thèmes
button-next-page = Suite
button-previous-page = Précédent
button-question = Une question à méditer
button-help = Aide
