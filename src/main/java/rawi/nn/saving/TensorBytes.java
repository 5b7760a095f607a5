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
 * buffer: beside a large tensor nothing of its size is ever allocated, unless it has to be brought
 * into row-major order first.
 */
final class TensorBytes {
  /** Tensors up to this many bytes are read in one go, larger ones part by part. */
  private static final int READ_PART = 1 << 24;

  private static final int WRITE_PART = 1 << 20;

  private byte[] buffer = new byte[0];

  void write(INDArray tensor, TensorType type, OutputStream out) throws IOException {
    if (tensor.length() == 0) {
      return;
    }
    INDArray flat = tensor.reshape('c', new long[] {tensor.length()});
    long step = WRITE_PART / type.bytes();
    for (long from = 0; from < flat.length(); from += step) {
      long to = Math.min(from + step, flat.length());
      // the data of a view is the whole buffer behind it: only a copy holds just these elements
      try (INDArray part = flat.get(NDArrayIndex.interval(from, to)).dup('c')) {
        int bytes = (int) (to - from) * type.bytes();
        type.put(part, buffer(bytes));
        out.write(buffer, 0, bytes);
      }
    }
  }

  INDArray read(TensorType type, long[] shape, long length, InputStream in) throws IOException {
    if (length == 0) {
      return Nd4j.create(type.dataType(), shape);
    }
    long step = READ_PART / type.bytes();
    if (length <= step) {
      return part(type, length, in).reshape('c', shape);
    }
    INDArray tensor = Nd4j.createUninitializedDetached(type.dataType(), 'c', shape);
    INDArray flat = tensor.reshape('c', new long[] {length});
    for (long from = 0; from < length; from += step) {
      long to = Math.min(from + step, length);
      try (INDArray part = part(type, to - from, in)) {
        flat.get(NDArrayIndex.interval(from, to)).assign(part);
      }
    }
    return tensor;
  }

  private INDArray part(TensorType type, long length, InputStream in) throws IOException {
    int bytes = (int) length * type.bytes();
    var part = buffer(bytes);
    if (in.readNBytes(buffer, 0, bytes) < bytes) {
      throw new EOFException("the file ends within its tensors");
    }
    return type.take(part);
  }

  private ByteBuffer buffer(int bytes) {
    if (buffer.length < bytes) {
      buffer = new byte[bytes];
    }
    return ByteBuffer.wrap(buffer, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
