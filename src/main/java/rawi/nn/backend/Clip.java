package rawi.nn.backend;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** y = min(max(z, low), high): a rectifier with or without a ceiling, or nothing. */
public record Clip(float low, float high) {
  /** y = z. */
  public static final Clip NONE = new Clip(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

  /** y = max(z, 0). */
  public static final Clip RELU = new Clip(0, Float.POSITIVE_INFINITY);

  /** y = min(max(z, 0), 6). */
  public static final Clip RELU6 = new Clip(0, 6);

  /** z + added, clipped, in place. */
  INDArray of(INDArray z, Optional<INDArray> added) {
    added.ifPresent(z::addi);
    if (low > Float.NEGATIVE_INFINITY) {
      Transforms.max(z, low, false);
    }
    return high < Float.POSITIVE_INFINITY ? Transforms.min(z, high, false) : z;
  }
}
