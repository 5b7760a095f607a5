package rawi.nn.saving;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The element types that are read and written, under their safetensors names. */
enum TensorType {
  F32(DataType.FLOAT, Float.BYTES) {
    @Override
    void put(INDArray from, ByteBuffer to) {
      float[] values = new float[(int) from.length()];
      from.data().asNioFloat().get(values);
      to.asFloatBuffer().put(values);
    }

    @Override
    INDArray take(ByteBuffer from) {
      float[] values = new float[from.remaining() / bytes()];
      from.asFloatBuffer().get(values);
      return Nd4j.createFromArray(values);
    }
  },
  F64(DataType.DOUBLE, Double.BYTES) {
    @Override
    void put(INDArray from, ByteBuffer to) {
      double[] values = new double[(int) from.length()];
      from.data().asNioDouble().get(values);
      to.asDoubleBuffer().put(values);
    }

    @Override
    INDArray take(ByteBuffer from) {
      double[] values = new double[from.remaining() / bytes()];
      from.asDoubleBuffer().get(values);
      return Nd4j.createFromArray(values);
    }
  },
  I64(DataType.INT64, Long.BYTES) {
    @Override
    void put(INDArray from, ByteBuffer to) {
      long[] values = new long[(int) from.length()];
      from.data().asNioLong().get(values);
      to.asLongBuffer().put(values);
    }

    @Override
    INDArray take(ByteBuffer from) {
      long[] values = new long[from.remaining() / bytes()];
      from.asLongBuffer().get(values);
      return Nd4j.createFromArray(values);
    }
  },
  I32(DataType.INT32, Integer.BYTES) {
    @Override
    void put(INDArray from, ByteBuffer to) {
      int[] values = new int[(int) from.length()];
      from.data().asNioInt().get(values);
      to.asIntBuffer().put(values);
    }

    @Override
    INDArray take(ByteBuffer from) {
      int[] values = new int[from.remaining() / bytes()];
      from.asIntBuffer().get(values);
      return Nd4j.createFromArray(values);
    }
  };

  private final DataType dataType;
  private final int bytes;

  TensorType(DataType dataType, int bytes) {
    this.dataType = dataType;
    this.bytes = bytes;
  }

  /** Writes a vector that owns its data into the (little-endian) bytes. */
  abstract void put(INDArray from, ByteBuffer to);

  /** A new vector of all elements that remain in the (little-endian) bytes. */
  abstract INDArray take(ByteBuffer from);

  DataType dataType() {
    return dataType;
  }

  /** Bytes of one element. */
  int bytes() {
    return bytes;
  }

  static Optional<TensorType> of(DataType dataType) {
    return Arrays.stream(values()).filter(type -> type.dataType == dataType).findFirst();
  }

  static Optional<TensorType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
