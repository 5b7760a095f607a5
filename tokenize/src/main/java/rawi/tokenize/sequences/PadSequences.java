package rawi.tokenize.sequences;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Sequences of ids of different lengths to rows of one length.
 *
 * <p>Keras's {@code pad_sequences} pads and cuts before ({@link Side#PRE}) where nothing is said;
 * here that is after, as the recurrent layers are fastest with.
 *
 * @param length of each row; when empty, that of the longest sequence
 * @param padding where {@code value} is put
 * @param truncation where a sequence that is too long is cut
 * @param value what is put, 0 in every vocabulary
 */
public record PadSequences(OptionalInt length, Side padding, Side truncation, int value) {

  /**
   * @throws IllegalArgumentException if the length is less than 1
   */
  public PadSequences {
    if (length.isPresent() && length.getAsInt() < 1) {
      throw new IllegalArgumentException("length: expected at least 1, got " + length.getAsInt());
    }
  }

  /** After the last element, with 0, to the longest sequence. */
  public static PadSequences toLongest() {
    return new PadSequences(OptionalInt.empty(), Side.POST, Side.POST, 0);
  }

  /** After the last element, with 0, to {@code length}; longer sequences lose their end. */
  public static PadSequences to(int length) {
    return new PadSequences(OptionalInt.of(length), Side.POST, Side.POST, 0);
  }

  /** The rows, (sequences, length). */
  public int[][] pad(List<int[]> sequences) {
    int longest = sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(0);
    int columns = length.orElse(longest);
    int[][] rows = new int[sequences.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(sequences.get(i), columns);
    }
    return rows;
  }

  /** One row; without a length, the sequence as it is. */
  public int[] pad(int[] sequence) {
    return row(sequence, length.orElse(sequence.length));
  }

  private int[] row(int[] sequence, int columns) {
    int kept = Math.min(sequence.length, columns);
    int[] row = new int[columns];
    Arrays.fill(row, value);
    System.arraycopy(
        sequence,
        truncation == Side.PRE ? sequence.length - kept : 0,
        row,
        padding == Side.PRE ? columns - kept : 0,
        kept);
    return row;
  }
}
