package rawi.apps.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rawi.apps.cli.Session;

/** Many to many through an encoder and a decoder: French number words are written in digits. */
final class NumbersExample implements Example {
  private static final int NUMBERS = 10_000;
  private static final int TRAINED = 4000;
  private static final int TESTED = 500;

  @Override
  public String name() {
    return "numbers";
  }

  @Override
  public String description() {
    return "Many to many, encoder and decoder: French number words to digits.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    List<Pair> all =
        new ArrayList<>(IntStream.range(0, NUMBERS).mapToObj(NumbersExample::pair).toList());
    Collections.shuffle(all, new Random(session.seed()));
    return Translation.learn(
        all.subList(0, TRAINED), all.subList(TRAINED, TRAINED + TESTED), 9, session);
  }

  private static Pair pair(int number) {
    List<String> digits =
        Integer.toString(number)
            .chars()
            .mapToObj(c -> Character.toString(c))
            .collect(Collectors.toList());
    return new Pair(FrenchNumbers.words(number), digits);
  }
}
