# What the Telegram channel says by itself.

telegram-group-hello = Bonjour. Dans ce groupe, je ne réponds que si l’on s’adresse à moi : « /demander » suivi de votre question, une réponse à l’un de mes messages, ou la mention @{ $username }.
telegram-group-ask = Écrivez votre question après « /demander », ou en réponse à ce message.
telegram-personal = Cela ne concerne que vous : ouvrez-le en privé.
telegram-description =
    Posez une question sur { $themes } : je vous montre les passages d’un corpus, mot pour mot, avec leur source.

    Je ne rédige rien et ne suis pas un canal officiel de l’État. Ne transmettez rien de confidentiel : vos messages passent par Telegram.
telegram-short-description = Les passages d’un corpus sur { $themes }, mot pour mot et avec leur source.

telegram-inline-button = Poser une question au bot
telegram-inline-nothing = Rien trouvé : autres mots ?
telegram-inline-open = Ouvrir dans le bot

button-telegram-private = Ouvrir en privé
button-telegram-share = Partager
button-telegram-copy = Copier la citation

data-table-inbox = Messages en attente de réponse
data-table-replies = Mes réponses que vous pouvez encore faire corriger
data-column-channel = messagerie
data-column-number = numéro
data-column-body = contenu
data-column-said = votre message
data-column-messages = mes messages
data-column-sent_at = envoyé le
