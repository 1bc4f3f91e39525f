# The editorial team: becoming one of it, how things stand, who may write, words to all.

team-welcome = Bienvenue dans l’équipe éditoriale. /admin montre où en sont les choses et ce que vous pouvez faire.
team-already = Vous faites déjà partie de l’équipe éditoriale.
team-not-valid = Cette invitation n’est plus valable : elle ne sert qu’une fois, pendant 24 heures. Demandez-en une autre.
button-admin = État et actions

help-admin-state = où en sont le corpus, les abonnés et les envois
help-acces = qui demande à entrer, qui est exclu
help-diffuser = écrire à tous les abonnés
state-title = Où en sont les choses
state-corpus = corpus : version { $version }, { $documents } documents, { $passages } passages.
state-sources-nothing = sources lues le { $day } : rien de nouveau
state-sources-prepared = sources lues le { $day } : une nouvelle version attend votre accord (/rafraichir)
state-sources-refused = sources lues le { $day }, sans suite. { $why }
state-made = Faite le { $day } à { $hour } ({ $days ->
    [0] aujourd’hui
    [one] il y a un jour
   *[other] il y a { $days } jours
}).
state-stock = questions du jour en réserve : { $count }
state-subscriptions = abonnés : { $active } ; en pause : { $paused } ; hors d’atteinte : { $unreachable }
state-questions = questions posées depuis sept jours, avec réponse : { $sure } ; approchées : { $near } ; sans réponse : { $nothing }
state-deliveries = questions du jour depuis sept jours, envoyées : { $sent } ; incertaines : { $uncertain } ; échouées : { $failed }
state-letters = messages de l’équipe, en attente : { $waiting } ; depuis sept jours, envoyés : { $sent } ; incertains : { $uncertain } ; impossibles : { $gone }
state-errors = erreurs depuis le démarrage : { $count }
state-contributions = contributions à examiner : { $count }
state-pending = personnes qui demandent à entrer : { $count }
state-banned = personnes exclues : { $count }
state-ways = Les commandes de l’équipe sont dans /aide.
button-admin-count = { $label } ({ $count })
button-admin-acces = Accès
button-admin-moderation = Contributions
button-admin-sansreponse = Questions manquées
button-admin-stats = Statistiques
button-admin-rafraichir = Rafraîchir le corpus
button-admin-diffuser = Écrire à tous
button-admin-signaux = Signaux
button-admin-retablir = Version précédente

safety-slower = Vous allez plus vite que moi : merci d’attendre une minute avant d’écrire de nouveau.
safety-banned = L’équipe a fermé votre accès à ce service. Vous pouvez toujours voir (/mesdonnees) et effacer (/effacer) ce qui est gardé sur vous.
safety-contact = Pour en parler : { $contact }
safety-group = Ce service ne répond que dans les groupes ouverts par son équipe.
safety-pending = Ce service n’est pas ouvert à tous : votre demande d’accès est transmise à l’équipe, dont la réponse vous parviendra ici.
safety-refused = L’équipe n’a pas ouvert ce service à votre compte.
access-letter = Quelqu’un demande à entrer.
button-access = Voir les demandes
access-open = L’équipe vous a ouvert l’accès. Posez votre question, ou écrivez « aide ».
access-pending = { $name } demande à entrer depuis le { $day }.{ $more ->
    [0] { "" }
    [one] { " " }Une autre demande attend.
   *[other] { " " }{ $more } autres demandes attendent.
}
access-nobody = Personne n’attend d’entrer.
access-nameless = Quelqu’un sans nom affiché
access-gone = C’est déjà fait.
access-allowed = { $name } peut écrire : un message le lui dit.
access-refused = { $name } n’entre pas.
access-banned = L’accès est fermé à { $name }.
button-access-allowed = Laisser entrer
button-access-refused = Ne pas ouvrir
button-access-banned = Exclure
button-shut = Exclure son auteur
button-shut-not = Revenir à la file
shut-ask = Exclure la personne qui a envoyé ce texte ? Elle ne recevra plus de réponses ni d’envois. Vous ne saurez pas qui elle est.
shut-done = C’est fait : cette personne est exclue. Vous pouvez lever l’exclusion dans /acces.
shut-gone = On ne sait plus de qui vient ce texte.
shut-team = Ce texte vient de quelqu’un de l’équipe.
ban-some = { $count ->
    [one] Une personne est exclue ; son adresse n’est pas gardée.
   *[other] { $count } personnes sont exclues ; leur adresse n’est pas gardée.
}
ban-line = exclusion n° { $number }, le { $day }
ban-lifted = L’exclusion n° { $number } est levée.
button-ban-lift = Lever l’exclusion { $number }

broadcast-above = Un mot de l’équipe :
broadcast-write = Écrivez le message : je vous le montre avant de l’envoyer. Il ira à tous les abonnés, sauf ceux qui sont en pause ou en congé.
broadcast-long = Ce message est trop long : { $most } signes au plus. Envoyez-le plus court.
broadcast-nobody = Personne n’est abonné pour le moment : il n’y a personne à qui l’envoyer.
broadcast-words-alone = Seuls les mots sont envoyés, sans l’image ni le fichier.
broadcast-preview = Ce qui sera reçu
broadcast-to = À qui
broadcast-count = { $people ->
    [one] une personne
   *[other] { $people } personnes
}{ $groups ->
    [0] { "" }
    [one] { " " }et un groupe
   *[other] { " " }et { $groups } groupes
}
button-broadcast-send = Envoyer à { $count }
button-broadcast-change = Écrire autrement
button-broadcast-drop = Ne pas envoyer
button-broadcast-more = Où en est-on ?
button-broadcast-stop = Arrêter
broadcast-progress = Envoi en cours : { $done } sur { $all }. Vous en aurez le compte à la fin.
broadcast-dropped = Rien n’est envoyé.
broadcast-gone = Ce message n’est plus là.
broadcast-report = Message à tous, terminé. Envois réussis : { $sent } sur { $all }{ $gone ->
    [0] { "" }
   *[other]  ; impossibles (compte fermé ou bot bloqué) : { $gone }
}{ $uncertain ->
    [0] { "" }
   *[other]  ; incertains : { $uncertain }
}{ $refused ->
    [0] { "" }
   *[other]  ; refusés par la messagerie : { $refused }
}{ $cancelled ->
    [0] { "" }
   *[other]  ; annulés : { $cancelled }
}.

privacy-team = L’équipe éditoriale ne voit pas qui vous êtes. Les mots de ses messages ne sont gardés que jusqu’à leur envoi. Si l’accès est sur demande, elle voit le nom que votre messagerie affiche, jusqu’à ce que vous l’effaciez ; d’une exclusion, il reste une empreinte à la place de votre adresse.
data-table-admins = Votre place dans l’équipe éditoriale
data-table-guests = Votre accès à ce service
data-table-broadcasts = Les messages que vous avez écrits à tous
data-column-name = nom affiché
data-column-author = auteur
data-column-recipients = destinataires
data-state-pending = demandé
data-state-allowed = ouvert
data-state-queued = en cours d’envoi
data-state-stopped = arrêté
data-state-reported = terminé
