package rawi.embeddings.queries;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import rawi.embeddings.WordVectors;
import rawi.nn.backend.Workers;

/**
 * a is to b as c is to what? Answers are never a, b or c.
 *
 * @param a is to
 * @param b as
 * @param c is to the answer
 */
public record Analogy(float[] a, float[] b, float[] c) {
  private static final double EPSILON = 0.001; // keeps the quotient finite

  /** How the three similarities are joined. */
  public enum Method {
    /** cos(x, b) - cos(x, a) + cos(x, c): 3CosAdd (Mikolov, Yih and Zweig 2013). */
    ADD,
    /**
     * cos(x, b) cos(x, c) / (cos(x, a) + 0.001), cosines moved to 0..1: 3CosMul (Levy and Goldberg
     * 2014).
     */
    MUL;

    /**
     * The method named {@code add} or {@code mul}.
     *
     * @throws IllegalArgumentException if the name is another
     */
    public static Method of(String name) {
      return switch (name) {
        case "add" -> ADD;
        case "mul" -> MUL;
        default ->
            throw new IllegalArgumentException(
                "method: expected add or mul, got '%s'".formatted(name));
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The words that complete it best, the best first. */
  public List<Neighbour> answers(
      WordVectors vectors, Workers workers, Method method, int count, Set<Integer> without) {
    ExactSearch search = new ExactSearch(vectors, workers);
    return method == Method.ADD
        ? search.nearest(direction(), count, without)
        : byProducts(search, vectors, count, without);
  }

  /** The sum of the three directions; the nearest to it has the highest sum of cosines. */
  private float[] direction() {
    float[] from = ExactSearch.unit(a);
    float[] to = ExactSearch.unit(b);
    float[] third = ExactSearch.unit(c);
    for (int j = 0; j < from.length; j++) {
      third[j] += to[j] - from[j];
    }
    return third;
  }

  private List<Neighbour> byProducts(
      ExactSearch search, WordVectors vectors, int count, Set<Integer> without) {
    float[] toA = search.similarities(a);
    float[] toB = search.similarities(b);
    float[] toC = search.similarities(c);
    Best best = new Best(Math.min(count, toA.length));
    for (int word = 0; word < toA.length; word++) {
      if (!without.contains(word)) {
        double quotient = share(toB[word]) * share(toC[word]) / (share(toA[word]) + EPSILON);
        best.offer(word, (float) quotient);
      }
    }
    return Best.of(List.of(best), Math.min(count, toA.length), vectors.words());
  }

  private static double share(float cosine) {
    return (cosine + 1) / 2;
  }

  /**
   * A question whose answer is known.
   *
   * @param section the kind of question
   */
  public record Question(String section, String a, String b, String c, String answer) {}

  /**
   * How many questions were answered right.
   *
   * @param covered questions all four words of which are there; the others are not counted as wrong
   * @param right whose first answer is the right one
   */
  public record Score(String section, int questions, int covered, int right) {
    /** right / covered; 0 if none is covered. */
    public double accuracy() {
      return covered == 0 ? 0 : (double) right / covered;
    }
  }

  /** Asks all questions; a score for each section in the order of their first questions. */
  public static List<Score> evaluate(
      List<Question> questions, WordVectors vectors, Workers workers, Method method) {
    boolean[] covered = new boolean[questions.size()];
    boolean[] right = new boolean[questions.size()];
    int parts = workers.threads();
    workers.each(
        parts,
        part -> {
          try (Workers alone = new Workers(1)) { // the threads share the questions
            for (int i = part; i < covered.length; i += parts) {
              ask(questions.get(i), vectors, alone, method, i, covered, right);
            }
          }
        });
    List<Score> scores = new ArrayList<>();
    for (String section : questions.stream().map(Question::section).distinct().toList()) {
      int asked = 0;
      int found = 0;
      int good = 0;
      for (int i = 0; i < covered.length; i++) {
        if (questions.get(i).section.equals(section)) {
          asked++;
          found += covered[i] ? 1 : 0;
          good += right[i] ? 1 : 0;
        }
      }
      scores.add(new Score(section, asked, found, good));
    }
    return scores;
  }

  private static void ask(
      Question question,
      WordVectors vectors,
      Workers workers,
      Method method,
      int place,
      boolean[] covered,
      boolean[] right) {
    Set<Integer> given = new HashSet<>();
    List<float[]> rows = new ArrayList<>();
    for (String word : List.of(question.a, question.b, question.c)) {
      OptionalInt number = vectors.words().index(word);
      if (number.isEmpty()) {
        return;
      }
      given.add(number.getAsInt());
      rows.add(vectors.vector(number.getAsInt()));
    }
    if (vectors.words().index(question.answer).isEmpty()) {
      return;
    }
    covered[place] = true;
    List<Neighbour> first =
        new Analogy(rows.get(0), rows.get(1), rows.get(2))
            .answers(vectors, workers, method, 1, given);
    right[place] = !first.isEmpty() && first.get(0).word().equals(question.answer);
  }
}
