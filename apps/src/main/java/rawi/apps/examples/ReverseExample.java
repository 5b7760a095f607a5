package rawi.apps.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import rawi.apps.cli.Session;

/** Many to many through an encoder and a decoder: letters are written in the reverse order. */
final class ReverseExample implements Example {
  private static final List<String> LETTERS = List.of("ا", "ب", "ت", "ج", "د", "ر", "س", "ف");
  private static final int SHORTEST = 2;
  private static final int LONGEST = 5;
  private static final int TRAINED = 3000;
  private static final int TESTED = 400;

  @Override
  public String name() {
    return "reverse";
  }

  @Override
  public String description() {
    return "Many to many, encoder and decoder: writes Arabic letters in the reverse order.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    List<Pair> all = pairs(session.seed());
    return Translation.learn(
        all.subList(0, TRAINED), all.subList(TRAINED, TRAINED + TESTED), 8, session);
  }

  private static List<Pair> pairs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<List<String>> words = new LinkedHashSet<>();
    while (words.size() < TRAINED + TESTED) {
      List<String> word = new ArrayList<>();
      for (int i = random.nextInt(SHORTEST, LONGEST + 1); i > 0; i--) {
        word.add(LETTERS.get(random.nextInt(LETTERS.size())));
      }
      words.add(word);
    }
    return words.stream()
        .map(
            word -> {
              List<String> reversed = new ArrayList<>(word);
              Collections.reverse(reversed);
              return new Pair(word, reversed);
            })
        .toList();
  }
}
