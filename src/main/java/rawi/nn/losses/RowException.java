package rawi.nn.losses;

import java.util.List;

/**
 * A row of a batch that a loss cannot take. The loss knows its place in the batch alone; whoever
 * knows which rows of the data these were says so by {@link #inData}.
 */
public final class RowException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String before;
  private final int row;
  private final String after;

  /**
   * The message is {@code before + "row " + row + after}.
   *
   * @param row from 0
   */
  public RowException(String before, int row, String after) {
    super(before + "row " + row + after);
    this.before = before;
    this.row = row;
    this.after = after;
  }

  /**
   * The same of the data.
   *
   * @param rows which row of the data, from 0, each row of the batch is
   */
  public RowException inData(List<Integer> rows) {
    return new RowException(before, rows.get(row), after);
  }
}
