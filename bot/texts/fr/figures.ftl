# Figures for the editorial team.

help-stats = chiffres d’usage, en image et en texte
figures-title = { $days ->
    [1] Le { $last }
   *[other] { $days } jours, du { $first } au { $last }
}
figures-title-year = Un an, du { $first } au { $last }
figures-questions = Questions : { $total } ({ $sure } avec réponse, { $near } { $near ->
    [one] approchée
   *[other] approchées
}, { $nothing } sans réponse).
figures-useful = Avis : { $useful } « utile », { $useless } « pas utile ».
figures-useful-none = Avis : aucun encore.
figures-subscribers = Abonnés : { $active }, dont { $new } depuis le { $first } ; { $paused } en pause, { $unreachable } { $unreachable ->
    [one] injoignable
   *[other] injoignables
}.
figures-sent = Questions du jour : { $sent } { $sent ->
    [one] envoyée
   *[other] envoyées
}, { $lost } { $lost ->
    [one] perdue ou incertaine
   *[other] perdues ou incertaines
}.
figures-nothing-yet = Rien encore sur cette période.
figures-row = { $day } : { $total } { $total ->
    [0] question
    [1] question
   *[other] questions
} ({ $sure } / { $near } / { $nothing })
figures-row-also = { $row }, { $also }
figures-row-useful = { $count } « utile »
figures-row-useless = { $count } « pas utile »
figures-row-sent = { $count } { $count ->
    [one] envoyée
   *[other] envoyées
}
figures-row-lost = { $count } { $count ->
    [one] perdue ou incertaine
   *[other] perdues ou incertaines
}
figures-rows = Par { $unit ->
    [week] semaine
   *[day] jour
} : questions (avec réponse / approchées / sans réponse), avis, questions du jour. Ce qui manque est à zéro.

figures-tile-questions = questions
figures-tile-answered = avec réponse
figures-tile-useful = jugées utiles
figures-tile-subscribers = abonnés
figures-chart-day = Questions par jour
figures-chart-week = Questions par semaine
figures-chart-useful = Réponses jugées
figures-chart-sent-day = Questions du jour envoyées, par jour
figures-chart-sent-week = Questions du jour envoyées, par semaine
figures-legend-sure = avec réponse
figures-legend-near = approchées
figures-legend-nothing = sans réponse
figures-legend-useful = utile { $count }
figures-legend-useless = pas utile { $count }
figures-legend-sent = envoyées
figures-legend-lost = perdues ou incertaines
figures-no-judgement = aucun avis encore
figures-percent = { $number } %
figures-number = { $number }
figures-dash = –

button-figures-days = { $days } jours
button-figures-year = Un an
button-figures-rows = Tableau
