package rawi.nn.backend;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What {@link Kernels#attentive} runs over. Rows may share what they look at: the captions of one
 * image have its places in common, and nothing is copied for them.
 *
 * @param x (batch, time, features)
 * @param lengths how many steps of each row are real: the first ones; at least 1
 * @param values V, (groups, places, dim): what can be looked at
 * @param keys K, (groups, places, size): what queries are compared with
 * @param group of each row: whose places it looks at
 * @param h (batch, units), the state before the first step
 * @param c (batch, units), the cell state before it
 * @param training whether the way back is going to be taken
 */
public record AttentiveScan(
    INDArray x,
    int[] lengths,
    INDArray values,
    INDArray keys,
    int[] group,
    INDArray h,
    INDArray c,
    boolean training) {
  public AttentiveScan {
    lengths = lengths.clone();
    group = group.clone();
    if (lengths.length != x.size(0) || group.length != x.size(0)) {
      throw new IllegalArgumentException(
          "attention: expected a length and a group for each of %d rows, got %d and %d"
              .formatted(x.size(0), lengths.length, group.length));
    }
    if (Arrays.stream(lengths).anyMatch(n -> n < 1 || n > x.size(1))) {
      throw new IllegalArgumentException(
          "attention: expected rows of 1 to %d real steps, got %s"
              .formatted(x.size(1), Arrays.toString(lengths)));
    }
    if (Arrays.stream(group).anyMatch(g -> g < 0 || g >= values.size(0))) {
      throw new IllegalArgumentException(
          "attention: expected groups from 0 to %d, got %s"
              .formatted(values.size(0) - 1, Arrays.toString(group)));
    }
  }

  public int batch() {
    return (int) x.size(0);
  }

  public int time() {
    return (int) x.size(1);
  }

  public int groups() {
    return (int) values.size(0);
  }

  public int places() {
    return (int) values.size(1);
  }
}
