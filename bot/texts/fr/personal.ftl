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
privacy-kept = Ce qui est gardé : votre identifiant de messagerie et le jour de votre dernier message ({ $inactive } jours après votre dernière venue), le fil de la conversation ({ $minutes } minutes), vos questions sans votre nom ({ $questions } jours).
privacy-rights = Vos droits : accès (/mesdonnees), effacement immédiat (/effacer), rectification, limitation et opposition auprès du contact ; réclamation auprès de la CNIL (www.cnil.fr).
privacy-confidential = { $channel ->
    [telegram] Ne transmettez rien de confidentiel : vos messages passent par Telegram.
   *[other] Ne transmettez rien de confidentiel.
}

data-intro = Voici tout ce qui est gardé sur vous :
data-none = Rien n’est gardé sur vous.
data-questions = Vos questions et vos avis sont gardés sans votre nom : ils ne peuvent pas être retrouvés ici.
data-value = { $name } : { $value }
data-table-people = Votre passage
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
erase-sure = Confirmez-vous ?
erase-done = C’est fait : tout ce qui était gardé sur vous est effacé.
erase-nothing = Rien n’était gardé sur vous.
erase-kept = Entendu : rien n’est effacé.
button-erase = Effacer mes données
button-keep = Ne rien effacer
