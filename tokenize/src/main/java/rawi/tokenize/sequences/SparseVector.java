package rawi.tokenize.sequences;

import java.util.List;

/**
 * A vector of which most elements are zero.
 *
 * @param size how many elements it has
 * @param indices of those that are not zero, rising
 * @param values of those
 */
public record SparseVector(int size, List<Integer> indices, List<Float> values) {

  /**
   * @throws IllegalArgumentException if there is not one value for each index, or the indices do
   *     not rise from 0 or more to less than {@code size}
   */
  public SparseVector {
    indices = List.copyOf(indices);
    values = List.copyOf(values);
    int before = -1;
    for (int index : indices) {
      if (index <= before || index >= size) {
        throw new IllegalArgumentException(
            "sparse vector: expected rising indices below " + size + ", got " + indices);
      }
      before = index;
    }
    if (indices.size() != values.size()) {
      throw new IllegalArgumentException(
          "sparse vector: expected a value for each of %d indices, got %d"
              .formatted(indices.size(), values.size()));
    }
  }

  /** With every element. */
  public float[] dense() {
    float[] dense = new float[size];
    for (int i = 0; i < indices.size(); i++) {
      dense[indices.get(i)] = values.get(i);
    }
    return dense;
  }
}
