package rawi.apps.caption.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BeamSearchTest {
  private static final int START = 0;
  private static final int END = 1;
  private static final int UNKNOWN = 2;
  private static final int IDS = 6;
  private static final int MOST = 3; // words of a caption

  /** Probabilities that depend on the image and all words before, drawn from them as a seed. */
  private static final class Drawn implements Telling {
    private List<List<Integer>> rows = new ArrayList<>();

    @Override
    public List<float[]> next(int[] from, int[] words) {
      List<List<Integer>> longer = new ArrayList<>();
      for (int i = 0; i < from.length; i++) {
        boolean first = words[i] == START;
        List<Integer> before = new ArrayList<>(first ? List.of(from[i]) : rows.get(from[i]));
        if (!first) {
          before.add(words[i]);
        }
        longer.add(before);
      }
      rows = longer;
      return rows.stream().map(Drawn::logs).toList();
    }

    static float[] logs(List<Integer> before) {
      SplittableRandom random = new SplittableRandom(before.hashCode());
      float[] p = new float[IDS];
      float sum = 0;
      for (int id = 0; id < IDS; id++) {
        p[id] = (float) Math.exp(3 * random.nextDouble());
        sum += p[id];
      }
      for (int id = 0; id < IDS; id++) {
        p[id] = (float) Math.log(p[id] / sum);
      }
      return p;
    }

    @Override
    public float[] look(int row) {
      return new float[] {rows.get(row).size()};
    }
  }

  private static BeamSearch search(int width, double power) {
    return new BeamSearch(width, MOST, power, START, END, id -> id != START && id != UNKNOWN);
  }

  /** Every caption there can be, and its log p. */
  private static void all(List<Integer> ids, int image, double logP, List<Spoken> into) {
    List<Integer> before = new ArrayList<>(List.of(image));
    before.addAll(ids);
    float[] logs = Drawn.logs(before);
    if (!ids.isEmpty()) {
      int[] words = ids.stream().mapToInt(i -> i).toArray();
      into.add(new Spoken(words, logP + logs[END], Optional.empty()));
    }
    if (ids.size() < MOST) {
      for (int id = UNKNOWN + 1; id < IDS; id++) {
        List<Integer> longer = new ArrayList<>(ids);
        longer.add(id);
        all(longer, image, logP + logs[id], into);
      }
    }
  }

  @Test
  @DisplayName("a beam as wide as there are captions finds the best of all of them")
  void bruteForce() {
    for (double power : new double[] {0, 0.7, 1}) {
      List<Spoken> found = search(200, power).of(new Drawn(), 8);
      for (int image = 0; image < 8; image++) {
        List<Spoken> every = new ArrayList<>();
        all(List.of(), image, 0, every);
        assertEquals(3 + 9 + 27, every.size());
        Spoken best =
            every.stream()
                .max(
                    Comparator.comparingDouble(
                        s -> s.logProbability() / Math.pow(s.ids().length + 1, power)))
                .orElseThrow();
        assertArrayEquals(best.ids(), found.get(image).ids());
        assertEquals(best.logProbability(), found.get(image).logProbability(), 1e-9);
      }
    }
  }

  @Test
  @DisplayName("a beam of one takes the most probable word each time")
  void greedy() {
    List<Spoken> found = search(1, 0.7).of(new Drawn(), 20);
    for (int image = 0; image < 20; image++) {
      List<Integer> before = new ArrayList<>(List.of(image));
      double logP = 0;
      for (boolean ended = false; !ended; ) {
        float[] logs = Drawn.logs(before);
        int best = END;
        for (int id = END; id < IDS && before.size() <= MOST; id++) {
          boolean may = id != UNKNOWN && !(id == END && before.size() == 1);
          boolean none = best == END && before.size() == 1;
          best = may && (none || logs[id] > logs[best]) ? id : best;
        }
        logP += logs[best];
        ended = best == END;
        if (!ended) {
          before.add(best);
        }
      }
      int[] words = before.stream().skip(1).mapToInt(i -> i).toArray();
      assertArrayEquals(words, found.get(image).ids(), "image " + image);
      assertEquals(logP, found.get(image).logProbability(), 1e-6);
    }
  }

  @Test
  @DisplayName("what is not sayable is never said, and no caption is empty or too long")
  void sayable() {
    for (int width = 1; width < 6; width++) {
      for (Spoken spoken : search(width, 0).of(new Drawn(), 50)) {
        assertTrue(spoken.ids().length >= 1 && spoken.ids().length <= MOST);
        assertTrue(Arrays.stream(spoken.ids()).allMatch(id -> id > UNKNOWN));
      }
    }
  }

  @Test
  @DisplayName("images are searched for themselves: in a batch as alone")
  void together() {
    List<Spoken> together = search(3, 0.5).of(new Drawn(), 12);
    for (int image = 0; image < 12; image++) {
      int own = image;
      Telling alone =
          new Telling() {
            private final Drawn drawn = new Drawn();

            @Override
            public List<float[]> next(int[] from, int[] words) {
              boolean first = words[0] == START;
              return drawn.next(first ? new int[] {own} : from, words);
            }

            @Override
            public float[] look(int row) {
              return drawn.look(row);
            }
          };
      assertArrayEquals(together.get(image).ids(), search(3, 0.5).of(alone, 1).get(0).ids());
    }
  }

  @Test
  @DisplayName("each word has the look of the step that said it")
  void looks() {
    for (Spoken spoken : search(3, 0).of(new Drawn(), 10)) {
      List<float[]> looks = spoken.looks().orElseThrow();
      assertEquals(spoken.ids().length, looks.size());
      for (int t = 0; t < looks.size(); t++) {
        assertEquals(t + 1, looks.get(t)[0]);
      }
    }
  }

  @Test
  @DisplayName("a beam of nothing is refused")
  void refusals() {
    assertThrows(IllegalArgumentException.class, () -> search(0, 0));
    assertThrows(IllegalArgumentException.class, () -> search(1, -1));
    assertThrows(IllegalArgumentException.class, () -> search(1, Double.NaN));
  }
}
