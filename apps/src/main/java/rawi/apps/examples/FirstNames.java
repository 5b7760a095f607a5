package rawi.apps.examples;

import java.util.List;

/** First names of Tunisia and France, in small letters. */
final class FirstNames {
  static final List<String> ALL =
      List.of(
          ("adam ahmed aïcha aïda ali aline alice amal amel amélie amina amine amira anas anissa"
                  + " anne antoine asma aurélie aya aymen aziz bachir basma baya béatrice bilel"
                  + " boutheina brahim camille caroline cécile céline chadia chaïma charles chedli"
                  + " chiraz claire claude clément clémence dalila daniel delphine denise dhia"
                  + " dorra édith eya élise élodie emna emma éric essia étienne eugénie fadhel"
                  + " farah fares faten fathi fatma faten feriel fethi firas florence françois"
                  + " fatima gabriel gaston georges ghada ghassen guillaume habib hafedh hajer"
                  + " hakim hamza hanen hannah hassen hatem hayet hedi hela hélène henri hichem"
                  + " houda hubert ibtissem ikram ilyes imed imen ines insaf intissar isabelle"
                  + " ismaïl jacques jalel jamila jean jeanne jihed jihene jérôme joseph julie"
                  + " julien juliette kaïs kamel karim karima kawther khadija khaled khalil laura"
                  + " lamia latifa laurence leïla léon lilia linda lotfi louis louise lucas lucie"
                  + " lucien madeleine maha mahdi maher majda malek malika manel manon marc"
                  + " marcel margot marguerite maria mariem marie marion marouane martine marwa"
                  + " mathilde maxime mehdi meriem michel mohamed moncef monia mongi mouna mourad"
                  + " mustapha myriam nabil nada nadia nadine najet najla nathalie nawel nejib"
                  + " nesrine nicolas nicole nidhal nizar noémie nora nour noureddine odette"
                  + " olfa olivier omar oumayma ons oussama pascal patrick paul pauline philippe"
                  + " pierre rabeb rached rachid radhia rafik rahma raja ramzi rania raphaël raouf"
                  + " rayen raymond rim ridha rihab robert romain rosalie roua rym sabine sabri"
                  + " sabrina safa sahar salah salem salima salma sami samia samir samira sana"
                  + " sandrine sarra sébastien seifeddine selim selma sihem simon simone sirine"
                  + " skander slim sofiane sonia souad soumaya sophie suzanne sylvie syrine taher"
                  + " tahar tarek thérèse thomas valérie vincent véronique victor wael wafa walid"
                  + " wassim wided wissem yacine yasmine yassine yosra youssef yves yvonne zaïneb"
                  + " zakaria zeineb zied zohra zouhair")
              .split(" "));

  private FirstNames() {}
}
