# What is kept, what it is for, how to see it and how to erase it.

privacy-title = Vos données
privacy-controller = Responsable : { $name }.
privacy-controller-missing = Responsable : il n’est pas encore indiqué par ceux qui proposent ce service.
privacy-contact = Contact : { $contact }
privacy-contact-missing = Contact : il n’est pas encore indiqué.
privacy-dpo = Délégué à la protection des données : { $dpo }
privacy-dpo-missing = Délégué à la protection des données : il n’est pas encore indiqué.
privacy-basis = Base légale : { $basis }
privacy-basis-missing = Base légale : elle n’est pas encore indiquée.
privacy-hosting = Hébergement : { $hosting }
privacy-hosting-missing = Hébergement : il n’est pas encore indiqué.
privacy-purpose = Finalité : répondre à vos questions avec un corpus, et aider l’équipe à le compléter.
privacy-kept = Ce qui est gardé : votre identifiant de messagerie et le jour de votre dernier message ({ $inactive } jours après votre dernière venue), le fil de la conversation ({ $minutes } minutes), vos questions, sans votre nom, votre adresse électronique ni votre téléphone ({ $questions } jours) ; si vous les ouvrez, votre abonnement et votre carnet, jusqu’à ce que vous les effaciez.
privacy-given = Ce que vous proposez à l’équipe (commentaire, témoignage, réflexion, et le contact que vous laissez) : jusqu’à ce que vous le retiriez (/mescontributions), et { $days } jours pour ce qui n’est pas transmis ou pas retenu. Publié, c’est sans votre nom ; le lien avec vous ne sert qu’à le retirer et à vous écrire.
privacy-rights = Vos droits : accès (/mesdonnees), effacement immédiat (/effacer), rectification, limitation et opposition auprès du contact ; réclamation auprès de la CNIL (www.cnil.fr).
privacy-confidential = { $channel ->
    [telegram] Ne transmettez rien de confidentiel : vos messages passent par Telegram.
   *[other] Ne transmettez rien de confidentiel.
}

data-intro = Voici tout ce qui est gardé sur vous :
data-none = Rien n’est gardé sur vous.
data-questions = Vos questions et vos avis sont gardés sans votre nom : ils ne peuvent pas être retrouvés ici.
data-more = Et { $count } autres, dans le fichier joint.
data-file = mes-donnees.txt
data-file-caption = Tout ce qui est gardé sur vous.
data-yes = oui
data-no = non
data-moment = { $day } à { $hour }
data-all = tous
data-enjeu = enjeu { $number } ({ $theme })
data-no-holidays = aucun
data-kind-question = question du jour
data-kind-later = question remise à plus tard
data-kind-ask = demande de continuer ou non
data-state-claimed = envoi en cours
data-state-sent = envoyée
data-state-skipped = pas envoyée
data-state-uncertain = envoi incertain
data-state-failed = envoi échoué
data-state-gone = envoi impossible
data-state-refused = refusé par la messagerie
data-state-cancelled = envoi annulé
data-seed = tiré au hasard pour vous
data-round = n° { $number }
data-memory-question = vous avez demandé « { $question } »
data-memory-shown = { $count ->
    [one] un passage trouvé
   *[other] { $count } passages trouvés
}, dont { $shown } { $shown ->
    [one] montré
   *[other] montrés
}
data-memory-topic = vous vouliez une question sur « { $topic } »
data-memory-place = vous parcouriez « { $place } »
data-memory-theme = dans le thème « { $theme } »
data-memory-people = il était question de { $people }
data-memory-pending = j’attends la suite de ce que vous aviez commencé
data-memory-none = rien de plus que votre dernière visite
data-value = { $name } : { $value }
data-table-people = Quand vous m’avez écrit
data-table-conversations = La conversation en cours
data-column-address = identifiant
data-column-first_seen_on = premier message le
data-column-last_seen_on = dernier message le
data-column-chat = lieu de la conversation
data-column-thread = fil
data-column-sender = votre identifiant
data-column-memory = ce dont je me souviens
data-column-updated_at = noté le

erase-ask = Je vais effacer tout ce qui est gardé sur vous, aussitôt et partout. Vos questions, gardées sans votre nom, ne peuvent plus être rapprochées de vous.
erase-published = { $count ->
    [one] L’un de vos textes est publié, sans votre nom. Il sera effacé aussi, ou vous pouvez le laisser : plus rien ne dira qu’il est de vous, et il ne pourra plus être retiré.
   *[other] { $count } de vos textes sont publiés, sans votre nom. Ils seront effacés aussi, ou vous pouvez les laisser : plus rien ne dira qu’ils sont de vous, et ils ne pourront plus être retirés.
}
erase-sure = Confirmez-vous ?
erase-done = C’est fait : tout ce qui était gardé sur vous est effacé.
erase-nothing = Rien n’était gardé sur vous.
erase-kept = Entendu : rien n’est effacé.
button-erase = Effacer mes données
button-erase-leaving = Laisser les textes publiés
button-keep = Ne rien effacer

# What other features keep.
data-table-subscriptions = Votre abonnement
data-table-deliveries = Les questions envoyées
data-table-had_questions = Les questions que vous avez reçues
data-table-reminders = Les questions remises à plus tard
data-table-notes = Votre carnet
data-table-followers = Les questions dont vous attendez la réponse
data-table-letters = Les messages de l’équipe pour vous
data-table-holds = Les envois en attente
data-column-in_group = dans un groupe
data-column-time = heure
data-column-days = jours
data-column-weekly = une fois par semaine
data-column-zone = fuseau horaire
data-column-territory = jours fériés suivis
data-column-themes = thèmes
data-column-theme = thème
data-column-enjeux = enjeux
data-column-enjeu = enjeu
data-column-silent = sans sonnerie
data-column-august_off = rien en août
data-column-paused = en pause
data-column-leave_from = en congé du
data-column-leave_until = en congé jusqu’au
data-column-since = depuis le
data-column-seed = ordre de vos questions
data-column-round = tour des questions
data-column-unanswered = envois restés sans suite
data-column-asked_on = question posée le
data-column-last_day = dernier envoi le
data-column-inactive_on = inactif depuis le
data-column-inactive_reason = raison
data-column-due_utc = prévu le
data-column-next_due_utc = prochain envoi le
data-column-question_id = question
data-column-question = question
data-column-id = numéro
data-column-owner = à vous
data-column-written_on = écrit le
data-column-text = texte
data-column-shared_on = partagé le
data-column-withdrawn_on = retiré le
data-column-place = lieu
data-column-until_utc = jusqu’au
data-column-day = jour
data-column-kind = nature
data-column-state = état
data-column-at_utc = dans cet état depuis le
data-column-reason = raison
data-column-asked_at = demandé le
data-column-buttons = boutons
data-column-batch = envoi
data-column-queued_at = écrit le
data-column-not_before = à envoyer à partir du
