# The daily question: moments, days, what is sent.

daily-hour = { $hour } h
daily-hour-minutes = { $hour } h { $minutes }
daily-noon = midi
daily-midnight = minuit

daily-weekday = { $day ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[other] dimanche
}
daily-days-all = tous les jours
daily-days-range = du { $first } au { $last }
daily-days-one = le { $day }
daily-days-several = les { $days }
daily-days-weekly = une fois par semaine
daily-days-weekly-on = une fois par semaine, { $days }

daily-today = aujourd’hui, { $weekday } { $date }, à { $hour }
daily-tomorrow = demain, { $weekday } { $date }, à { $hour }
daily-on = { $weekday } { $date } à { $hour }
daily-moment-zone = { $moment } ({ $zone })

daily-intro = Votre question du jour :
daily-intro-later = La question que vous aviez remise à plus tard :
daily-new-round = Vous avez eu toutes les questions du corpus. Elles reviennent dans un autre ordre.
daily-ask = Voilà { $count } questions sans signe de votre part. Souhaitez-vous continuer à en recevoir ? Sans réponse, je n’en envoie plus.

notebook-title = Mes réflexions
notebook-enjeu = Enjeu { $enjeu }
notebook-offered = Proposée à l’équipe, sans votre nom.

question-enjeu = Enjeu { $number } : { $name }
question-recalled = Le { $date }, vous notiez : « { $note } »
question-gone = Cette question n’est plus dans le corpus.
later-when = Quand voulez-vous la revoir ?
later-done = C’est noté. Je vous la repose { $moment }.
go-on-done = Entendu, les questions continuent.
button-later = Plus tard
button-later-hour = Dans une heure
button-later-evening = Ce soir
button-later-tomorrow = Demain
button-go-on = Continuer
