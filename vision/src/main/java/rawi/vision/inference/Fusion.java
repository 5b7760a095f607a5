package rawi.vision.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Layer;
import rawi.nn.Named;
import rawi.nn.Node;
import rawi.nn.Parameter;
import rawi.nn.Part;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Clip;
import rawi.nn.backend.FixedConvolution;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.SpatialKernels;
import rawi.nn.layers.BatchNormalization;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.DepthwiseConv2D;

/**
 * Layers that are done in one pass.
 *
 * @param parts the convolution first, in the order in which they are computed
 * @param normalization of the convolution's output
 * @param other the name of the layer whose output is added
 */
record Fusion(List<Part> parts, Optional<Part> normalization, Optional<String> other, Clip clip) {
  static Fusion of(Part convolution, Clip clip) {
    return new Fusion(List.of(convolution), Optional.empty(), Optional.empty(), clip);
  }

  Fusion normalized(Part next) {
    return new Fusion(and(next), Optional.of(next), other, clip);
  }

  Fusion added(Part next) {
    List<String> givers = new ArrayList<>(Inference.givers(next));
    givers.remove(tail().name());
    return new Fusion(and(next), normalization, Optional.of(givers.get(0)), clip);
  }

  Fusion clipped(Part next, Clip rectifier) {
    return new Fusion(and(next), normalization, other, rectifier);
  }

  private List<Part> and(Part next) {
    List<Part> all = new ArrayList<>(parts);
    all.add(next);
    return List.copyOf(all);
  }

  Part tail() {
    return parts.get(parts.size() - 1);
  }

  private Part convolution() {
    return parts.get(0);
  }

  boolean isDepthwise() {
    return Named.unnamed(convolution().spec()) instanceof DepthwiseConv2D;
  }

  /** What it computes from the outputs of the layers before, under the name of its last layer. */
  Node join(Map<String, Node> nodes, Kernels kernels) {
    List<Node> from = new ArrayList<>();
    from.add(node(Inference.givers(convolution()).get(0), nodes));
    other.ifPresent(name -> from.add(node(name, nodes)));
    Layer.Spec spec = (Layer.Spec) Named.unnamed(convolution().spec());
    return Node.join(
        new Fused(spec, fixed(kernels)).named(tail().name()), from.toArray(Node[]::new));
  }

  private static Node node(String name, Map<String, Node> nodes) {
    return Optional.ofNullable(nodes.get(name)).orElseThrow();
  }

  private FixedConvolution fixed(Kernels kernels) {
    return Arena.outside(
        () -> {
          INDArray kernel = value(convolution(), "kernel").orElseThrow();
          INDArray scale = scale(isDepthwise() ? kernel.size(2) * kernel.size(3) : kernel.size(3));
          INDArray bias = bias(scale);
          INDArray folded = scaled(kernel, scale);
          FixedConvolution fixed = fixed(folded, bias, kernels.spatial());
          folded.close(); // it was copied; together they are as large as the network
          return fixed;
        });
  }

  private FixedConvolution fixed(INDArray kernel, INDArray bias, SpatialKernels spatial) {
    if (Named.unnamed(convolution().spec()) instanceof DepthwiseConv2D depthwise) {
      return spatial.fixedDepthwise(kernel, bias, depthwise.window(), clip);
    }
    Conv2D full = (Conv2D) Named.unnamed(convolution().spec());
    return spatial.fixed(kernel, bias, full.window(), clip);
  }

  /** A kernel whose filters are multiplied by a number each. */
  private static INDArray scaled(INDArray kernel, INDArray scale) {
    long filters = scale.length();
    INDArray copy = kernel.dup('c');
    copy.reshape('c', kernel.length() / filters, filters).muliRowVector(scale);
    return copy;
  }

  private INDArray scale(long filters) {
    INDArray ones = Nd4j.ones(value(convolution(), "kernel").orElseThrow().dataType(), filters);
    if (normalization.isEmpty()) {
      return ones;
    }
    Part part = normalization.get();
    double epsilon = ((BatchNormalization) Named.unnamed(part.spec())).epsilon();
    INDArray deviation =
        Transforms.sqrt(value(part, "moving_variance").orElseThrow().add(epsilon), false);
    return value(part, "gamma").orElse(ones).div(deviation);
  }

  private INDArray bias(INDArray scale) {
    INDArray own = value(convolution(), "bias").map(INDArray::dup).orElseGet(() -> scale.mul(0));
    if (normalization.isEmpty()) {
      return own;
    }
    INDArray centred = own.sub(value(normalization.get(), "moving_mean").orElseThrow()).muli(scale);
    value(normalization.get(), "beta").ifPresent(centred::addi);
    return centred;
  }

  private static Optional<INDArray> value(Part part, String name) {
    return part.parameters().stream()
        .filter(p -> p.name().endsWith("/" + name) || p.name().equals(name))
        .findFirst()
        .map(Parameter::value);
  }
}
