package rawi.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Dense;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Trainer;
import rawi.vision.augmentation.RandomTranslation;
import rawi.vision.augmentation.Rescaling;
import rawi.vision.images.Image;
import rawi.vision.images.ImageDataset;
import rawi.vision.images.ImageSource;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.GlobalAveragePooling2D;
import rawi.vision.layers.MaxPooling2D;

class VisionTrainingTest {
  private static final int SIDE = 12;

  /** A bright bar, upright (0) or lying (1), somewhere. */
  private record Bars(int size) implements ImageSource {
    @Override
    public List<String> classes() {
      return List.of("upright", "lying");
    }

    @Override
    public int label(int index) {
      return index % 2;
    }

    @Override
    public Image image(int index) {
      byte[] pixels = new byte[SIDE * SIDE];
      int at = 1 + index / 2 % (SIDE - 2);
      for (int i = 1; i < SIDE - 1; i++) {
        pixels[index % 2 == 0 ? i * SIDE + at : at * SIDE + i] = (byte) 255;
      }
      return new Image(SIDE, SIDE, 1, pixels);
    }

    @Override
    public String name(int index) {
      return "bar " + index;
    }
  }

  private static final Sequential MODEL =
      Sequential.of(
          new Rescaling(1 / 255.0),
          new RandomTranslation(0.1, 0.1),
          Conv2D.of(6, 3).padding(Padding.SAME).activation(Activations.RELU),
          MaxPooling2D.of(2),
          Conv2D.of(8, 3).activation(Activations.RELU),
          new GlobalAveragePooling2D(),
          new Dense(2));

  private static Trainer trainer(int epochs, Callback... callbacks) {
    Layer model = MODEL.build(Shape.of(SIDE, SIDE, 1), new Weights(3, DataType.FLOAT));
    return new Trainer(
        model,
        new SparseCategoricalCrossentropy(),
        Adam.of(0.01),
        new CpuKernels(new Workers(2)),
        new Trainer.Options(epochs, Optional.empty(), 5),
        List.of(callbacks));
  }

  private static ImageDataset bars(int size) {
    return ImageDataset.shuffled(new Bars(size), ImageDataset.Form.of(SIDE, SIDE, 1), 8, 2);
  }

  @Test
  @DisplayName("upright and lying bars are told apart, moved about in training")
  void learns() {
    Trainer trainer = trainer(12);
    trainer.fit(bars(40), Optional.of(bars(20)));
    List<EpochReport> history = trainer.history();
    assertEquals(1, history.get(history.size() - 1).metric("val_accuracy"));
    assertThat(history.get(0).metric("loss"))
        .isGreaterThan(2 * history.get(history.size() - 1).metric("loss"));
  }

  @Test
  @DisplayName("400 steps need no more memory than the first 100")
  void memory() {
    List<Long> used = new ArrayList<>();
    int[] steps = {0};
    Callback meter =
        new Callback() {
          @Override
          public void onBatchEnd(int examples, Map<String, Double> metrics) {
            if (++steps[0] % 100 == 0) {
              used.add(bytes());
            }
          }
        };
    trainer(1, meter).fit(bars(3200), Optional.empty());
    assertEquals(4, used.size());
    // what waits to be freed on another thread is far below one plane for each step
    assertTrue(used.get(3) <= 1.05 * used.get(0) + 1_000_000, "bytes outside the heap: " + used);
  }

  private static long bytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) { // until the collector has found the arrays that nobody holds
      System.gc();
      least = Math.min(least, Pointer.totalBytes());
    }
    return least;
  }
}
