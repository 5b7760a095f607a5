package rawi.apps.report;

/**
 * A word of a caption, and how much of its attention each part of the image had.
 *
 * @param rows of the grid over the image
 * @param columns of the grid
 * @param weights rows x columns, row by row from above, each row from the left; 0 or more
 */
public record AttendedWord(String word, int rows, int columns, float[] weights) {
  /**
   * @throws IllegalArgumentException if the grid is empty, or a weight is missing, negative or no
   *     number
   */
  public AttendedWord {
    if (rows < 1 || columns < 1 || weights.length != rows * columns) {
      throw new IllegalArgumentException(
          "attention of '%s': expected %d x %d weights, got %d"
              .formatted(word, rows, columns, weights.length));
    }
    weights = weights.clone();
    for (float weight : weights) {
      if (!(weight >= 0) || Float.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "attention of '%s': expected weights of 0 or more, got %s".formatted(word, weight));
      }
    }
  }

  @Override
  public float[] weights() {
    return weights.clone();
  }

  /** The weight of the cell in that row and column; outside, that of the nearest one. */
  double at(int row, int column) {
    int i = Math.max(0, Math.min(rows - 1, row));
    int j = Math.max(0, Math.min(columns - 1, column));
    return weights[i * columns + j];
  }

  /** The largest weight. */
  double largest() {
    double largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, weight);
    }
    return largest;
  }
}
