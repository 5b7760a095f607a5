package rawi.apps.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Span;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.EdgePadding2D;
import rawi.vision.layers.Margins;
import rawi.vision.layers.ReflectionPadding2D;
import rawi.vision.layers.Size;
import rawi.vision.layers.ZeroPadding2D;

/**
 * What a window does at the edge of a row of five numbers, and how many windows fit on a row; with
 * a warning where a stride leaves places unread.
 */
final class ConvolutionExample implements Example {
  private static final double[] ROW = {10, 20, -30, 40, -50};
  private static final double[] KERNEL = {0.1, 0.2, 0.3};
  private static final Margins ONE = Margins.of(0, 1);

  /** Places, window, stride. */
  private static final int[][] ROWS = {{7, 3, 1}, {7, 3, 2}, {7, 3, 3}, {28, 5, 1}, {227, 11, 4}};

  @Override
  public String name() {
    return "convolution";
  }

  @Override
  public String description() {
    return "What a window sees at the edge, and how many windows fit.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    List<String> lines = new ArrayList<>();
    Conv2D window = Conv2D.of(1, new Size(1, KERNEL.length)).with(o -> o.useBias(false));
    lines.add("row " + text(ROW) + ", kernel " + text(KERNEL));
    lines.add("zeros beyond the edge   " + text(slide(new ZeroPadding2D(ONE), window)));
    lines.add("mirrored at the edge    " + text(slide(new ReflectionPadding2D(ONE), window)));
    lines.add("the edge stretched      " + text(slide(new EdgePadding2D(ONE), window)));
    lines.add("nothing beyond          " + text(slide(window)));
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int[] row : ROWS) {
      Span valid = new Span(row[1], row[2], 1, Padding.VALID);
      Span same = new Span(row[1], row[2], 1, Padding.SAME);
      String what = "%d places, window %d, stride %d".formatted(row[0], row[1], row[2]);
      lines.add(
          "%s: %d windows valid, %d same"
              .formatted(what, valid.output(row[0]), same.output(row[0])));
      if (valid.unread(row[0]) > 0) {
        lines.add("  warning: no valid window reads the last " + valid.unread(row[0]));
      }
      figures.put(what + ", valid", (double) valid.output(row[0]));
    }
    return new Outcome(figures, lines, List.of());
  }

  private static double[] slide(Layer.Spec... layers) {
    Layer layer =
        Sequential.of(layers).build(Shape.of(1, ROW.length, 1), new Weights(1, DataType.DOUBLE));
    layer
        .parameters()
        .get(0)
        .value()
        .assign(Nd4j.createFromArray(KERNEL).reshape(1, KERNEL.length, 1, 1));
    INDArray x = Nd4j.createFromArray(ROW).reshape(1, 1, ROW.length, 1);
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    return layer.forward(Signal.of(x), context).output().values().dup('c').data().asDouble();
  }

  private static String text(double... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(n -> Math.abs(n - Math.rint(n)) < 1e-9 ? "" + Math.round(n) : "" + n)
        .collect(Collectors.joining(" "));
  }
}
