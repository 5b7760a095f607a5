package rawi.nn.saving;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** What one entry of a {@code .rawi} file holds. */
sealed interface Part {
  void writeTo(OutputStream out) throws IOException;

  /** Text, JSON or anything else that is small. */
  final class Bytes implements Part {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** An entry whose name ends in {@code .safetensors}. */
  record Tensors(Safetensors tensors) implements Part {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      tensors.write(out);
    }
  }
}
