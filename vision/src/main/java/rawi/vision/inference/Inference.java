package rawi.vision.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.InputLayer;
import rawi.nn.Model;
import rawi.nn.Named;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Part;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;

/**
 * A network made ready to predict: batch normalization is folded into the convolution before it,
 *
 * <pre>
 *   s = gamma / sqrt(variance + epsilon)
 *   kernel' = kernel s      bias' = (bias - mean) s + beta
 * </pre>
 *
 * <p>rectifiers and sums that follow it are done in the same pass, and its weights are copied into
 * the form that is fastest to read. Outputs are the same but for rounding. What is trained later is
 * not seen: make it ready again.
 *
 * <pre>{@code
 * Network fast = Inference.of(network, kernels);
 * fast.forward(List.of(Signal.of(images)), Context.inference(kernels, arena));
 * }</pre>
 */
public final class Inference {
  private static final String FIRST = "input";
  private static final String ONLY = "[0][0]"; // the first call's first output

  private final Network network;
  private final Map<String, Part> parts = new HashMap<>();
  private final Map<String, List<Part>> takers = new HashMap<>();
  private final List<String> outputs = new ArrayList<>();
  private final boolean instead;
  private final Map<String, Node> nodes = new HashMap<>();

  private Inference(Network network, boolean instead) {
    this.network = network;
    this.instead = instead;
    for (Part part : network.parts()) {
      parts.put(part.name(), part);
      for (String giver : givers(part)) {
        takers.computeIfAbsent(giver, name -> new ArrayList<>()).add(part);
      }
    }
    outputs.addAll(
        Named.unnamed(network.spec()) instanceof Model model
            ? model.outputNames()
            : List.of(network.parts().get(network.parts().size() - 1).name()));
  }

  /**
   * The same network for inference with these kernels.
   *
   * @throws IllegalArgumentException if it uses a layer twice, or one with several outputs
   */
  public static Network of(Network network, Kernels kernels) {
    return new Inference(network, false).build(kernels);
  }

  /**
   * As {@link #of} for a network that is not needed any more: what was copied of its weights is
   * freed layer by layer, so that there are never two of them in memory. It cannot be used
   * afterwards.
   */
  public static Network insteadOf(Network network, Kernels kernels) {
    return new Inference(network, true).build(kernels);
  }

  private Network build(Kernels kernels) {
    List<Node> inputs = new ArrayList<>();
    Fusions fusions = new Fusions(this);
    for (Part part : network.parts()) {
      boolean isInput = Named.unnamed(part.spec()) instanceof InputLayer;
      if (isInput || part.from().isEmpty()) { // a chain of layers has no input of its own
        String name = isInput ? part.name() : FIRST;
        Node input = Node.input(name, part.inputs().get(0));
        inputs.add(input);
        nodes.put(name, input);
      }
      if (isInput) {
        continue;
      }
      Optional<Fusion> fusion = fusions.endingAt(part);
      if (fusion.isPresent()) {
        nodes.put(part.name(), fusion.get().join(nodes, kernels));
        if (instead) {
          fusion.get().parts().forEach(Inference::free);
        }
      } else if (!fusions.hasTaken(part)) {
        Node[] from = givers(part).stream().map(this::node).toArray(Node[]::new);
        nodes.put(part.name(), Node.join(new Kept(part).named(part.name()), from));
      }
    }
    List<Node> ends = outputs.stream().map(this::node).toList();
    return Network.of(new Model(inputs, ends), Weights.undrawn(DataType.FLOAT));
  }

  private static void free(Part part) {
    part.parameters().forEach(p -> p.value().close());
  }

  private Node node(String name) {
    return Optional.ofNullable(nodes.get(name)).orElseThrow();
  }

  Part part(String name) {
    return Optional.ofNullable(parts.get(name)).orElseThrow();
  }

  /** The one layer that takes the output of this one, if there is just one and no other use. */
  Optional<Part> onlyTaker(Part part) {
    List<Part> all = takers.getOrDefault(part.name(), List.of());
    return all.size() == 1 && !outputs.contains(part.name())
        ? Optional.of(all.get(0))
        : Optional.empty();
  }

  /** The layers whose outputs a layer takes. */
  static List<String> givers(Part part) {
    if (Named.unnamed(part.spec()) instanceof InputLayer) {
      return List.of();
    }
    if (part.from().isEmpty()) {
      return List.of(FIRST);
    }
    if (part.from().size() != part.inputs().size() || part.outputs().size() != 1) {
      throw new IllegalArgumentException(
          "layer '%s': expected a layer that is used once and has one output"
              .formatted(part.name()));
    }
    List<String> names = new ArrayList<>();
    for (String from : part.from()) {
      if (!from.endsWith(ONLY)) {
        throw new IllegalArgumentException(
            "layer '%s': expected the only output of a layer that is used once, got %s"
                .formatted(part.name(), from));
      }
      names.add(from.substring(0, from.length() - ONLY.length()));
    }
    return names;
  }
}
