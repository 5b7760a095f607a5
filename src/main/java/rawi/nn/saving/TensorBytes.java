package rawi.nn.saving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Carries the elements of tensors to and from streams, row-major and little-endian, through one
 * buffer of 1 MiB: beside a tensor nothing of its size is ever allocated, unless it has to be
 * brought into row-major order first.
 */
final class TensorBytes {
  private static final int CHUNK = 1 << 20;

  private final byte[] chunk = new byte[CHUNK];

  void write(INDArray tensor, TensorType type, OutputStream out) throws IOException {
    if (tensor.length() == 0) {
      return;
    }
    INDArray flat = tensor.reshape('c', new long[] {tensor.length()});
    long step = CHUNK / type.bytes();
    for (long from = 0; from < flat.length(); from += step) {
      long to = Math.min(from + step, flat.length());
      // the data of a view is the whole buffer behind it: only a copy holds just these elements
      try (INDArray part = flat.get(NDArrayIndex.interval(from, to)).dup('c')) {
        int bytes = (int) (to - from) * type.bytes();
        type.put(part, buffer(bytes));
        out.write(chunk, 0, bytes);
      }
    }
  }

  INDArray read(TensorType type, long[] shape, long length, InputStream in) throws IOException {
    if (length == 0) {
      return Nd4j.create(type.dataType(), shape);
    }
    INDArray tensor = Nd4j.createUninitializedDetached(type.dataType(), 'c', shape);
    INDArray flat = tensor.reshape('c', new long[] {length});
    long step = CHUNK / type.bytes();
    for (long from = 0; from < length; from += step) {
      long to = Math.min(from + step, length);
      int bytes = (int) (to - from) * type.bytes();
      if (in.readNBytes(chunk, 0, bytes) < bytes) {
        throw new EOFException("the file ends within its tensors");
      }
      try (INDArray part = type.take(buffer(bytes))) {
        flat.get(NDArrayIndex.interval(from, to)).assign(part);
      }
    }
    return tensor;
  }

  private ByteBuffer buffer(int bytes) {
    return ByteBuffer.wrap(chunk, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
