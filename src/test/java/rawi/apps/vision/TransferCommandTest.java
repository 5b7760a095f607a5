package rawi.apps.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;

class TransferCommandTest {
  @TempDir private Path folder;

  /** Reddish and bluish noise. */
  private Path images(String name, String second, int each) throws IOException {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    Path zip = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (int i = 0; i < 2 * each; i++) {
        out.putNextEntry(new ZipEntry((i % 2 == 0 ? "red" : second) + "/" + i + ".png"));
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < 256; p++) {
          int strong = 128 + random.nextInt(128);
          int weak = random.nextInt(64);
          image.setRGB(p % 16, p / 16, i % 2 == 0 ? strong << 16 | weak : weak << 16 | strong);
        }
        ImageIO.write(image, "png", out);
        out.closeEntry();
      }
    }
    return zip;
  }

  @Test
  @DisplayName("rawi vision transfer compares the three ways, and tells colours apart")
  void compares() throws Exception {
    Path test = images("test.zip", "blue", 5);
    Path out = folder.resolve("colours.rawi");
    Rawi run =
        Rawi.run(
            "vision",
            "transfer",
            "--weights",
            PublishedWeights.file(),
            "--train",
            images("train.zip", "blue", 12),
            "--test",
            test,
            "--out",
            out,
            "--image-size",
            32,
            "--batch-size",
            8,
            "--epochs",
            40,
            "--learning-rate",
            0.01,
            "--cut",
            "block_15_add",
            "--fine-epochs",
            2,
            "--scratch-epochs",
            1,
            "--seeds",
            2,
            "--json",
            "--quiet");
    assertEquals(0, run.exit(), run.err());
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertEquals(10, result.get("test").asInt());
    assertEquals(3, result.get("rows").size());
    JsonNode heads = result.at("/rows/0/accuracies");
    assertEquals(2, heads.size());
    assertEquals(
        (heads.get(0).asDouble() + heads.get(1).asDouble()) / 2,
        result.at("/rows/0/accuracy").asDouble(),
        1e-12);
    assertEquals(1, result.at("/rows/1/accuracies").size());
    assertTrue(result.at("/rows/0/accuracies/0").asDouble() >= 0.9, run.out());
    assertTrue(result.at("/rows/1/accuracy").asDouble() >= 0.9, run.out());
    assertEquals(2 * 1281, result.at("/rows/0/learnt").asLong());
    assertEquals(2_223_872 + 2 * 1281, result.at("/rows/2/learnt").asLong());
    assertEquals(out.toString(), result.get("model").asText());
    Rawi judged = Rawi.run("vision", "evaluate", "--model", out, "--data", test, "--json");
    assertEquals(0, judged.exit(), judged.err());
    JsonNode report = new ObjectMapper().readTree(judged.out());
    assertEquals(result.at("/rows/1/accuracy").asDouble(), report.get("accuracy").asDouble(), 1e-9);
    assertTrue(report.get("loss").asDouble() < 0.5, judged.out()); // its images are prepared
    assertEquals("[\"blue\",\"red\"]", report.get("labels").toString());
  }

  @Test
  @DisplayName("a cut within a block is refused before any feature is computed")
  void cutWithinABlock() throws Exception {
    Path train = images("train.zip", "blue", 2);
    Rawi run =
        Rawi.run(
            "vision",
            "transfer",
            "--weights",
            PublishedWeights.file(),
            "--train",
            train,
            "--test",
            train,
            "--image-size",
            32,
            "--epochs",
            1,
            "--cut",
            "block_5_expand",
            "--out",
            folder.resolve("cut.rawi"));
    assertEquals(1, run.exit());
    assertEquals("", run.out()); // no row of frozen features
    assertTrue(run.err().contains("cannot cut behind 'block_5_expand'"), run.err());
    assertTrue(Files.notExists(folder.resolve("cut.rawi")));
  }

  @Test
  @DisplayName("other classes, no weights and wrong numbers are refused in one line")
  void refusals() throws Exception {
    Path train = images("train.zip", "blue", 2);
    Path other = images("other.zip", "green", 2);
    Rawi classes =
        Rawi.run("vision", "transfer", "--weights", "w.h5", "--train", train, "--test", other);
    assertEquals(1, classes.exit());
    assertTrue(classes.err().contains("expected the classes [blue, red]"), classes.err());
    Rawi missing =
        Rawi.run("vision", "transfer", "--weights", "w.h5", "--train", train, "--test", train);
    assertEquals(1, missing.exit());
    assertTrue(missing.err().contains("w.h5: there is no such file"), missing.err());
    Rawi batch =
        Rawi.run(
            "vision",
            "transfer",
            "--weights",
            "w.h5",
            "--train",
            train,
            "--test",
            train,
            "--batch-size",
            0);
    assertEquals(2, batch.exit());
    assertTrue(batch.err().contains("--batch-size: expected at least 1, got 0"), batch.err());
  }
}
