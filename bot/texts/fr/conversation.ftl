# First contact, courtesy, help, what the bot is and cannot do.

start-what = Bonjour. Je réponds à vos questions sur { $themes } avec les passages d’un corpus, mot pour mot et avec leur source. Je ne rédige rien moi-même.
start-official = Je ne suis pas un canal officiel de l’État.
start-confidential = { $channel ->
    [telegram] Ne transmettez rien de confidentiel : vos messages passent par Telegram.
   *[other] Ne transmettez rien de confidentiel.
}
start-try = Écrivez votre question comme à un collègue, ou choisissez ce que vous voulez lire. « aide » dit tout ce que je sais faire.
start-passage-gone = Ce passage n’est plus dans le corpus.

greeting = Bonjour. Posez-moi votre question sur { $themes } : je vous montre ce qu’en dit le corpus.
thanks = Je vous en prie.
assent = Entendu. Je reste à votre disposition.
assent-waiting = Entendu : j’attends votre message.
reproach = Je ne fais que chercher dans un corpus, et il m’arrive de ne pas trouver. Posez votre question avec d’autres mots, ou écrivez « aide ».
distress = Je suis un programme, et je ne saurais pas vous répondre comme il le faudrait. Si vous pensez au suicide, appelez le 3114 : c’est gratuit et confidentiel, jour et nuit. En cas de danger immédiat, appelez le 15 ou le 112.
goodbye = Au revoir, et bonne continuation.
smalltalk = Je ne sais parler que du corpus : posez-moi une question sur { $themes }, ou écrivez « aide ».
injection = Je ne fais que chercher dans un corpus et en montrer les passages. Posez-moi une question sur { $themes }.

text-only = Je ne lis que les messages écrits. Écrivez votre question en une phrase.

command-unknown = Je ne connais pas la commande « /{ $command } ».
help-intro = Écrivez votre question en une phrase. Vous pouvez ensuite dire « la suite », « plus court », « qui d’autre ? » ou « et l’enjeu 2 ? ».
help-family-asking = Demander et parcourir
help-family-thinking = Réfléchir chaque jour
help-family-giving = Prendre part
help-family-about = Ce service et vos données
help-family-team = Équipe éditoriale
help-line = /{ $command } : { $what }
help-aide = ce que je sais faire
help-demander = poser une question, surtout dans un groupe
help-contexte = lire le contexte
help-definitions = lire les définitions
help-enjeux = parcourir les enjeux
help-fiches = parcourir les fiches de questions
help-entretiens = parcourir les entretiens
help-ressources = trouver un document
help-participer = ce que dit le corpus pour prendre part
help-themes = choisir un thème
help-question = une question pour réfléchir
help-abonner = recevoir une question par jour
help-abonnement = voir et régler l’abonnement
help-pause = suspendre les questions
help-desabonner = ne plus recevoir de question
help-commenter = commenter un texte
help-temoigner = apporter votre témoignage
help-mescontributions = revoir et retirer ce que vous avez proposé
help-espace = lire ce que d’autres ont apporté
help-noter = noter une réflexion
help-carnet = relire, chercher, exporter vos notes
help-apropos = ce qu’est ce service
help-confidentialite = ce que deviennent vos messages
help-mesdonnees = ce qui est gardé sur vous
help-effacer = effacer ce qui est gardé sur vous

about-what = Ce service cherche dans un corpus de textes sur { $themes } et en montre les passages, mot pour mot. C’est un programme : il ne rédige rien, et n’est pas un canal officiel de l’État.
about-corpus = { $documents ->
    [one] Le corpus compte un document
   *[other] Le corpus compte { $documents } documents
} et { $passages ->
    [one] un passage
   *[other] { $passages } passages
} (version { $version }).
about-dated = Le texte daté le plus récent est du { $date }.
about-undated = Ses textes ne portent pas de date : vérifiez ce qui a pu changer depuis.
about-stock = Questions à envoyer, dites à vous parce que vous êtes de l’équipe : { $count } ({ $enjeux }).
about-stock-enjeu = { $enjeu } : { $count }
about-who = Il est proposé par { $name }.

beyond-amount = Le corpus ne donne ni montant ni tarif : je ne peux pas répondre à cette question.
beyond-deadline = Le corpus ne donne ni calendrier ni date limite : je ne peux pas répondre à cette question.
beyond-phone = Le corpus ne donne pas de coordonnées : je ne peux pas répondre à cette question.
beyond-law = Le corpus ne dit pas le droit en vigueur : je ne peux pas répondre à cette question.
beyond-job = Le corpus ne traite ni d’offres d’emploi ni de rémunérations : je ne peux pas répondre à cette question.
beyond-template = Le corpus ne contient ni modèle ni formulaire : je ne peux pas répondre à cette question.
beyond-other = Cette question sort du corpus, qui traite de { $themes } : je n’ai rien à vous montrer.
beyond-made-for-them = Je ne rédige, ne traduis et ne calcule rien : je montre les passages du corpus, mot pour mot. Donnez-moi le sujet seul, et je chercherai ce qu’il en dit.
beyond-contact = Vous pouvez vous adresser à : { $contact }
team-contact = Vous pouvez écrire à l’équipe : { $contact }
team-contact-none = Je suis un programme, et aucun contact n’est encore indiqué ici.
team-pass-on = Une question sur le corpus ? Posez-la-moi : si la réponse manque, « transmettre à l’équipe » la lui confie, sans votre nom.

take-part-volunteer = Vous pouvez apporter votre témoignage. Le corpus le dit ainsi :
take-part-comment = Vos commentaires sont les bienvenus. Le corpus le dit ainsi :
take-part-none = Le corpus ne dit pas encore comment prendre part.
take-part-contact = Pour le faire, adressez-vous à : { $contact }
take-part-no-contact = Aucun contact n’est encore enregistré ici : l’envoi depuis cette conversation n’est pas ouvert.

# What is searched in the corpus for these wishes.
take-part-words-volunteer = se faire interviewer, témoigner, participer à un entretien
take-part-words-comment = commenter, réagir, donner son avis

# Said where nobody can be written to later: on the command line.
subscription-elsewhere = Ici, je ne pourrais pas vous écrire : l’abonnement se fait dans une messagerie. Ouvrez une conversation avec moi sur Telegram, puis écrivez-y « abonne-moi ».
