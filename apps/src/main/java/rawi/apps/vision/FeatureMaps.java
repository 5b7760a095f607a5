package rawi.apps.vision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.apps.plots.ImageTable;
import rawi.nn.Context;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Part;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;

/**
 * What a network's convolutions look for and find: the filters of the first, and what each
 * convolution, activation and pooling makes of one image.
 */
public record FeatureMaps(Network network, Kernels kernels) {
  private static final int SIDE = 56; // dots
  private static final int COLUMNS = 8;
  private static final int MOST = 16; // maps of a layer
  private static final int WHITE = 255;
  private static final Set<String> SHOWN =
      Set.of("Conv2D", "DepthwiseConv2D", "Activation", "MaxPooling2D", "AveragePooling2D");

  /**
   * The picture, of a network that takes images as they are.
   *
   * @param image (1, height, width, channels), 0 to 255
   */
  public ImageTable draw(INDArray image) {
    return draw(image, image);
  }

  /**
   * The picture.
   *
   * @param image (1, height, width, channels), 0 to 255
   * @param prepared the same as the network takes it
   */
  ImageTable draw(INDArray image, INDArray prepared) {
    ImageTable table = new ImageTable(SIDE, COLUMNS);
    table.add("the image", image);
    firstFilters(network.parts(), "", table);
    maps(prepared).forEach((path, maps) -> table.add(label(path, maps), grey(maps)));
    return table;
  }

  private static String label(String path, INDArray maps) {
    return "%s, %d x %d".formatted(path, maps.size(1), maps.size(2));
  }

  /** The outputs of the layers, by their names and in their order. */
  Map<String, INDArray> maps(INDArray image) {
    Map<String, INDArray> seen = new LinkedHashMap<>();
    Arena arena = new Arena();
    return arena.step(
        () -> {
          Context context = Context.inference(kernels, arena);
          network.forward(
              List.of(Signal.of(image)), context, (path, outputs) -> keep(path, outputs, seen));
          return seen;
        });
  }

  private void keep(String path, List<Signal> outputs, Map<String, INDArray> seen) {
    INDArray values = outputs.get(0).values();
    if (values.rank() == 4 && SHOWN.contains(network.part(path).type())) {
      seen.put(path, Arena.outside(() -> values.dup('c')));
    }
  }

  /** The first maps (1, height, width, maps) as images (maps, height, width, 1), 0 to 255. */
  private static INDArray grey(INDArray maps) {
    long count = Math.min(MOST, maps.size(3));
    INDArray some =
        maps.get(
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.interval(0, count));
    INDArray images = some.permute(3, 1, 2, 0).dup('c');
    double low = images.minNumber().doubleValue();
    double high = images.maxNumber().doubleValue();
    return images.subi(low).muli(WHITE / Math.max(high - low, 1e-12));
  }

  /** Whether a convolution was found whose filters are drawn, among these parts or within them. */
  private static boolean firstFilters(List<Part> parts, String path, ImageTable table) {
    for (Part part : parts) {
      String name = path + part.name();
      if (part.type().equals("Conv2D")) {
        Parameter kernel = part.parameters().get(0);
        if (kernel.value().size(2) == 1 || kernel.value().size(2) == 3) {
          table.add("filters of " + name, filters(kernel.value()));
        }
        return true;
      }
      if (firstFilters(part.parts(), name + "/", table)) {
        return true;
      }
    }
    return false;
  }

  /** (height, width, 1 or 3, filters) as images around a middle grey, which is 0. */
  private static INDArray filters(INDArray kernel) {
    INDArray images = kernel.permute(3, 0, 1, 2).dup('c');
    double largest = Math.max(images.amaxNumber().doubleValue(), 1e-12);
    return images.divi(largest).addi(1).muli(WHITE / 2.0);
  }
}
