package rawi.apps.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rawi.nn.backend.Backend;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.NvidiaProbe;
import rawi.nn.backend.Workers;
import rawi.nn.training.EpochReport;
import rawi.vision.applications.Applications;
import rawi.vision.images.ImageDataset.Form;
import rawi.vision.images.ImageSet;
import rawi.vision.images.ImageSource;

class VisionTrainingTest {
  private static ImageSource mnist() {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path data = root.resolve("vision_mnist");
    Assumptions.assumeTrue(Files.exists(data), () -> "skipped: no " + data + "; set RAWI_DATA");
    return new ImageSet(data).training();
  }

  private static VisionTraining training(ImageSplit images, Applications arch, int epochs) {
    Backend.select(BackendChoice.CPU, new NvidiaProbe(Map.of())).start(line -> {});
    VisionOptions options = new VisionOptions(arch, List.of(), epochs, 32, 0.003, 10, 0, 1);
    CpuKernels kernels = new CpuKernels(new Workers(2));
    return new VisionTraining(images, Form.of(28, 28, 1), options, kernels, List.of());
  }

  @Test
  @DisplayName("LeNet-5 reads nine in ten unseen digits after two epochs on 3,000 of MNIST")
  void mnistInSmall() {
    ImageSource digits = mnist();
    VisionTraining run =
        training(
            new ImageSplit(digits.range(0, 3000), Optional.of(digits.range(50_000, 51_000))),
            Applications.LENET5,
            2);
    try (VisionModel model = run.run()) {
      EpochReport best = run.best();
      assertThat(best.metric("val_accuracy")).isGreaterThan(0.9);
      assertThat(model.evaluate(digits.range(50_000, 51_000)).accuracy())
          .isEqualTo(best.metric("val_accuracy"));
    }
  }

  @Test
  @DisplayName("a share of each class is kept, evenly; nothing is in both parts")
  void split() {
    ImageSource digits = mnist().range(0, 2000);
    ImageSplit split = ImageSplit.of("digits", digits, 0.25);
    ImageSource valid = split.valid().orElseThrow();
    assertThat(split.train().size() + valid.size()).isEqualTo(2000);
    for (int c = 0; c < 10; c++) {
      int label = c;
      long all = count(digits, label);
      assertThat(count(valid, label)).isEqualTo(all / 4);
    }
    assertThat(names(valid)).doesNotContainAnyElementsOf(names(split.train()));
  }

  private static long count(ImageSource images, int label) {
    return IntStream.range(0, images.size()).filter(i -> images.label(i) == label).count();
  }

  private static List<String> names(ImageSource images) {
    return IntStream.range(0, images.size()).mapToObj(images::name).toList();
  }
}
