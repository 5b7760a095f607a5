package rawi.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** A training of four epochs that ends in the middle, and what models are compared by. */
public final class PowerCut {
  private PowerCut() {}

  /** Ends while the third epoch is told of, before its checkpoint is written. */
  public static void during(Object... arguments) {
    ByteArrayOutputStream dying =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int count) {
            if (new String(bytes, from, count, StandardCharsets.UTF_8).startsWith("epoch 3/4")) {
              throw new IllegalStateException("the power is gone");
            }
            super.write(bytes, from, count);
          }
        };
    assertThat(Rawi.run(InputStream.nullInputStream(), dying, dying, arguments)).isEqualTo(1);
    assertThat(dying.toString(StandardCharsets.UTF_8)).contains("epoch 2/4", "power is gone");
  }

  /** The weights of a model file, to the last bit. */
  public static byte[] weights(Path model) {
    try (ZipFile zip = new ZipFile(model.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("weights.safetensors"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
