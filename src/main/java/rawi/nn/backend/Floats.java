package rawi.nn.backend;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays as flat Java arrays and back, for what works pixel by pixel. */
public final class Floats {
  private Floats() {}

  /** A copy of the elements in float32, row-major. */
  public static float[] copy(INDArray array) {
    return OffHeap.copy(array.dataType() == DataType.FLOAT ? array : array.castTo(DataType.FLOAT));
  }

  /** An array of these row-major elements. */
  public static INDArray array(float[] values, DataType type, long... shape) {
    INDArray a = Nd4j.createUninitialized(DataType.FLOAT, shape);
    OffHeap.buffer(a).put(0, values, 0, Math.toIntExact(a.length()));
    return type == DataType.FLOAT ? a : a.castTo(type);
  }
}
