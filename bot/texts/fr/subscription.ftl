# Subscribing to the daily question, and its settings.

subscription-begun = C’est fait : votre abonnement est ouvert. Vous pouvez tout changer, ou arrêter, à tout moment.
subscription-begun-group = C’est fait : ce groupe recevra une question de réflexion. Ses administrateurs peuvent tout changer, ou arrêter, à tout moment.
subscription-already = Votre abonnement est déjà ouvert.
subscription-resumed = Votre abonnement reprend.
subscription-changed = C’est noté.
subscription-administrators = Dans un groupe, seuls les administrateurs règlent l’abonnement.
subscription-terms = Une question à { $hour }, { $days }.
subscription-terms-silent = Elle arrive sans sonnerie.
subscription-next = Prochaine question : { $moment }.
subscription-next-paused = Rien n’est prévu : l’abonnement est en pause.
subscription-next-none = Avec ces réglages, aucune question n’est prévue.
subscription-none = Vous n’avez pas d’abonnement. Voulez-vous recevoir une question de réflexion par jour de travail ?
subscription-about = L’abonnement, c’est une question de réflexion par jour de travail, à l’heure que vous choisissez. Vous pouvez tout changer, ou arrêter, à tout moment. Voulez-vous vous abonner ?
subscription-own = Je n’abonne que la personne qui m’écrit : celle à qui vous pensez peut m’écrire « je veux m’abonner ».
subscription-another = Je n’abonne que la personne qui m’écrit : celle à qui vous pensez peut m’écrire « je veux m’abonner ». Et vous, voulez-vous vous abonner ?
schedule-none = Vous n’avez pas d’abonnement : il n’y a pas encore d’heure à régler. Voulez-vous recevoir une question de réflexion par jour de travail ?
pause-none = Vous n’avez pas d’abonnement : je ne vous envoie rien, il n’y a donc rien à suspendre.
unsubscribe-another = Je ne désabonne que la personne qui m’écrit : celle à qui vous pensez peut m’écrire « stop ». Rien n’a changé pour vous.
unsubscribe-none = Vous n’avez pas d’abonnement : je ne vous envoie rien sans que vous écriviez. Il n’y a donc rien à arrêter.
unsubscribe-done = C’est fait : je ne vous enverrai plus de question.
unsubscribe-erased = Sont effacés : vos réglages{ $questions ->
    [0] { "" }
    [one] { "" }, la trace de la question envoyée
   *[other] { "" }, la trace des { $questions } questions envoyées
}{ $reminders ->
    [0] .
   *[other] , et ce que vous aviez remis à plus tard.
}
unsubscribe-notes = { $count ->
    [one] Votre note reste dans votre carnet : /carnet.
   *[other] Vos { $count } notes restent dans votre carnet : /carnet.
}
pause-until = C’est noté : aucune question jusqu’au { $last } inclus.
pause-from = C’est noté : aucune question du { $first } au { $last } inclus.
pause-august = C’est noté : rien en août, chaque année.
pause-august-on = C’est noté : des questions en août aussi.
pause-open = C’est noté : l’abonnement est en pause, sans date de fin. Vous pouvez en donner une, par exemple « pause jusqu’au 3 mars ».

subscription-line-hour = Heure : { $hour } ({ $zone })
subscription-line-days = Jours : { $days }
subscription-line-holidays = Jours fériés respectés : { $territory }
subscription-line-holidays-none = Jours fériés : une question quand même
subscription-line-subjects = Sujets : { $subjects }
subscription-line-sound = Sonnerie : oui
subscription-line-silent = Sonnerie : non
subscription-line-august = En août : oui
subscription-line-august-off = En août : rien
subscription-line-paused = En pause, sans date de fin
subscription-line-leave = En congé jusqu’au { $last } inclus
subscription-line-leave-from = En congé du { $first } au { $last } inclus
subscription-subjects-all = tous

settings-title = Votre abonnement
settings-hour = À quelle heure ? Vous pouvez aussi l’écrire, par exemple « 7h45 ».
settings-days = Quels jours ? Vous pouvez aussi l’écrire, par exemple « du lundi au jeudi ».
settings-every-day = Quels jours ? Touchez un jour pour l’ajouter ou le retirer.
settings-place = Où êtes-vous ? L’heure et les jours fériés en dépendent. Vous pouvez aussi écrire un fuseau, par exemple « Asia/Tokyo », ou « jours fériés de la Moselle ».
settings-enjeux = Sur quels sujets ? Touchez-en un pour l’ajouter ou le retirer.
settings-pause = Jusqu’à quand ? Vous pouvez aussi l’écrire, par exemple « jusqu’au 3 mars » ou « du 3 au 15 août ».
settings-reply = Dans un groupe, écrivez-le en réponse à ce message.
settings-unread-hour = Je n’ai pas reconnu d’heure. Écrivez par exemple « change l’heure pour 7h45 ».
settings-unread-days = Je n’ai pas reconnu de jours. Écrivez par exemple « du lundi au jeudi » ou « une fois par semaine ».
settings-unread-place = Je n’ai pas reconnu ce lieu. Écrivez le nom d’un territoire, ou un fuseau, par exemple « fuseau Asia/Tokyo ».
settings-unread-enjeux = Je n’ai pas reconnu d’enjeu. Écrivez par exemple « seulement l’enjeu 3 ».
settings-unread-pause = Je n’ai pas reconnu de date : rien n’est changé. Écrivez par exemple « pause jusqu’au 3 mars » ou « pause de deux semaines ».
settings-once-a-day = Je n’envoie qu’une question par jour, au plus. Vous pouvez en demander une à tout moment : /question.
settings-once-a-week = Le rythme le plus lent est d’une question par semaine : c’est celui que j’ai retenu.
settings-enjeu-empty = L’enjeu { $number } n’a pas de question dans le corpus : je ne peux pas le choisir.

button-settings = Régler l’abonnement
button-join = M’abonner
button-join-again = Me réabonner
button-quit = Me désabonner
button-resume = Reprendre
button-hour = Heure
button-days = Jours et sonnerie
button-place = Lieu et jours fériés
button-subjects = Sujets
button-pause = Pause
button-back = Retour
button-checked = ✓ { $name }
button-unchecked = { $name }
button-working-days = Du lundi au vendredi
button-every-day = Tous les jours
button-weekly = Une fois par semaine
button-each-day = Jour par jour
button-silent = Sans sonnerie
button-sound = Avec sonnerie
button-no-holidays = Sans tenir compte des fériés
button-all-subjects = Tous les sujets
button-pause-week = Une semaine
button-pause-fortnight = Deux semaines
button-pause-open = Sans date de fin
button-august-off = Rien en août
button-august-on = Des questions en août
