# The line under a passage, and what is said of it.

source-section-contexte = Contexte
source-section-definition = Définition et points de vigilance
source-section-enjeu = Enjeu
source-section-questions = Fiche de questions
source-section-entretien = Entretien
source-section-ressource = Ressource
source-section-participation = Participer
source-enjeu = Enjeu { $enjeu }
source-fiche = Fiche de questions, enjeu { $enjeu }, n° { $fiche }
source-interview = Entretien avec { $person }
source-date = publié le { $date }
source-old = texte ancien, à vérifier
source-also = aussi dans { $titles }
source-excerpt = Texte coupé à la source
source-said = { $title }. { $source }.
