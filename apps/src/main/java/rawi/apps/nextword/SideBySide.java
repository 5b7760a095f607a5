package rawi.apps.nextword;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Signal;
import rawi.nn.training.Batch;
import rawi.nn.training.Dataset;
import rawi.nn.training.Target;

/**
 * A text cut into equal parts that are read side by side, some steps at a time: row r of each batch
 * goes on where row r of the batch before it ended, as truncated back-propagation wants it. Each
 * token is predicted once, the first from the end of a line; where the last part is shorter, its
 * last steps are masked.
 */
final class SideBySide implements Dataset {
  private final TokenFile ids;
  private final int rows;
  private final int steps;
  private final long part; // tokens of a row

  /**
   * @param rows parts at most; a text of fewer tokens has fewer
   * @param steps read at a time
   */
  SideBySide(TokenFile ids, int rows, int steps) {
    this.ids = ids;
    this.rows = (int) Math.max(1, Math.min(rows, ids.length() / 2));
    this.steps = steps;
    this.part = (ids.length() + this.rows - 1) / this.rows;
  }

  int rows() {
    return rows;
  }

  private long chunks() {
    return (part + steps - 1) / steps;
  }

  /** Pieces of at most so many steps; all rows have as many. */
  @Override
  public int examples() {
    return Math.toIntExact(chunks() * rows);
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    return () -> {
      Iterator<Integer> chunk = IntStream.range(0, Math.toIntExact(chunks())).iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return chunk.hasNext();
        }

        @Override
        public Batch next() {
          int number = chunk.next();
          Batch batch = batch((long) number * steps);
          return number == 0 ? batch.allFresh() : batch;
        }
      };
    };
  }

  private Batch batch(long from) {
    int time = (int) Math.min(steps, part - from);
    int[] before = new int[rows * time];
    int[] next = new int[rows * time];
    float[] real = new float[rows * time];
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < time; t++) {
        long at = r * part + from + t;
        int to = r * time + t;
        if (at < ids.length()) {
          before[to] = at == 0 ? Corpus.END_ID : ids.at(at - 1);
          next[to] = ids.at(at);
          real[to] = 1;
        }
      }
    }
    INDArray mask = Nd4j.createFromArray(real).reshape(rows, time);
    boolean whole = IntStream.range(0, real.length).allMatch(i -> real[i] == 1);
    INDArray targets = ints(next, time);
    return Batch.of(
        List.of(
            Signal.of(ints(before, time)).withMask(whole ? Optional.empty() : Optional.of(mask)),
            Signal.of(targets)),
        List.of(Target.of(targets)));
  }

  private INDArray ints(int[] values, int time) {
    int[][] matrix = new int[rows][];
    Arrays.setAll(matrix, r -> Arrays.copyOfRange(values, r * time, (r + 1) * time));
    return Nd4j.createFromArray(matrix);
  }
}
