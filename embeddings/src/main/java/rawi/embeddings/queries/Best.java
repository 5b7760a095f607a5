package rawi.embeddings.queries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rawi.embeddings.Lexicon;

/** The few highest of many scores, and whose they are: a heap with the lowest of them on top. */
final class Best {
  private final int[] numbers;
  private final float[] scores;
  private int size;

  Best(int most) {
    this.numbers = new int[most];
    this.scores = new float[most];
  }

  /** Below this a score is of no use. */
  float least() {
    if (size < scores.length) {
      return Float.NEGATIVE_INFINITY;
    }
    return scores.length == 0 ? Float.POSITIVE_INFINITY : scores[0];
  }

  void offer(int number, float score) {
    if (size < scores.length) {
      int place = size++;
      numbers[place] = number;
      scores[place] = score;
      while (place > 0 && worse(place, (place - 1) / 2)) {
        swap(place, (place - 1) / 2);
        place = (place - 1) / 2;
      }
    } else if (scores.length > 0
        && (score > scores[0] || (score == scores[0] && number < numbers[0]))) {
      numbers[0] = number;
      scores[0] = score;
      sink();
    }
  }

  private void sink() {
    int place = 0;
    while (true) {
      int worst = place;
      for (int child = 2 * place + 1; child <= 2 * place + 2; child++) {
        if (child < size && worse(child, worst)) {
          worst = child;
        }
      }
      if (worst == place) {
        return;
      }
      swap(place, worst);
      place = worst;
    }
  }

  private boolean worse(int a, int b) {
    return scores[a] < scores[b] || (scores[a] == scores[b] && numbers[a] > numbers[b]);
  }

  private void swap(int a, int b) {
    int number = numbers[a];
    numbers[a] = numbers[b];
    numbers[b] = number;
    float score = scores[a];
    scores[a] = scores[b];
    scores[b] = score;
  }

  /** What is best of all of these together, the best first. */
  static List<Neighbour> of(List<Best> parts, int count, Lexicon words) {
    Best all = new Best(count);
    for (Best part : parts) {
      for (int i = 0; i < part.size; i++) {
        all.offer(part.numbers[i], part.scores[i]);
      }
    }
    Neighbour[] falling = new Neighbour[all.size];
    for (int place = all.size - 1; place >= 0; place--) {
      falling[place] = new Neighbour(words.word(all.numbers[0]), all.scores[0]);
      all.removeWorst();
    }
    return new ArrayList<>(Arrays.asList(falling));
  }

  private void removeWorst() {
    size--;
    numbers[0] = numbers[size];
    scores[0] = scores[size];
    sink();
  }
}
