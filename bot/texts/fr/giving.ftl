# What people give to the others.

data-table-contributions = Ce que vous avez proposé à l’équipe
data-column-giver = à vous
data-column-document = texte commenté
data-column-about = à propos de
data-column-answers = vos réponses
data-column-contact = votre contact, pour l’équipe seule
data-column-may_publish = peut être publié sans votre nom
data-column-exchange = ce que l’équipe vous a demandé
data-column-given_at = proposé le
data-column-decided_at = décidé le
data-column-reply = mot de l’équipe
data-kind-comment = commentaire
data-kind-testimony = témoignage
data-kind-reflection = réflexion
data-state-draft = commencé, pas encore transmis
data-state-waiting = en attente
data-state-asked_back = une précision vous est demandée
data-state-published = publié
data-state-declined = non retenu
data-pair = { $question } { $answer }
