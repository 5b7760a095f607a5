package rawi.apps.caption.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;

/** Decoders that tell together: p is the mean of theirs, and where they look is too. */
final class Ensemble implements Telling {
  private final List<Decoder> decoders;
  private final Kernels kernels;
  private final Arena arena = new Arena();
  private final List<Reader.Seen> seen;
  private List<Moment> moments;
  private int[] group; // which image each row is about
  private Optional<float[][]> looks = Optional.empty();

  /** The states of one decoder: (rows, units) each. */
  private record Moment(INDArray h, INDArray c) {}

  Ensemble(List<Decoder> decoders, INDArray images, Kernels kernels) {
    this.decoders = decoders;
    this.kernels = kernels;
    this.seen =
        decoders.stream()
            .map(d -> arena.step(() -> kept(d.see(images, Context.inference(kernels, arena)))))
            .toList();
    this.moments = seen.stream().map(s -> new Moment(s.h(), s.c())).toList();
    this.group = IntStream.range(0, (int) images.size(0)).toArray();
  }

  private static INDArray kept(INDArray a) {
    return Arena.outside(() -> a.dup('c'));
  }

  private static Reader.Seen kept(Reader.Seen seen) {
    return new Reader.Seen(
        seen.places().map(p -> new Reader.Places(kept(p.values()), kept(p.keys()))),
        kept(seen.h()),
        kept(seen.c()));
  }

  @Override
  public List<float[]> next(int[] from, int[] words) {
    group = Arrays.stream(from).map(row -> group[row]).toArray();
    List<Moment> after = new ArrayList<>();
    List<float[]> logs =
        arena.step(
            () -> {
              Context context = Context.inference(kernels, arena);
              List<Decoder.Said> all = new ArrayList<>();
              for (int i = 0; i < decoders.size(); i++) {
                Moment before = moments.get(i);
                INDArray h = kernels.gather(before.h, from);
                INDArray c = kernels.gather(before.c, from);
                all.add(decoders.get(i).step(seen.get(i), group, words, h, c, context));
              }
              for (Decoder.Said said : all) {
                after.add(new Moment(kept(said.told().h()), kept(said.told().c())));
              }
              looks = mean(all);
              return rows(logMean(all.stream().map(Decoder.Said::next).toList()));
            });
    moments.forEach(Ensemble::free);
    moments = after;
    return logs;
  }

  private static void free(Moment moment) {
    moment.h.close();
    moment.c.close();
  }

  /** log of the mean of some e^x. */
  private static INDArray logMean(List<INDArray> logs) {
    if (logs.size() == 1) {
      return logs.get(0);
    }
    INDArray sum =
        logs.stream().map(x -> Transforms.exp(x, true)).reduce(INDArray::addi).orElseThrow();
    return Transforms.log(sum.divi(logs.size()), false);
  }

  private static List<float[]> rows(INDArray matrix) {
    return List.of(matrix.toFloatMatrix());
  }

  private static Optional<float[][]> mean(List<Decoder.Said> all) {
    return all.stream()
        .flatMap(said -> said.told().looks().stream())
        .reduce(INDArray::add)
        .map(sum -> sum.div(all.size()).toFloatMatrix());
  }

  @Override
  public float[] look(int row) {
    return looks.map(all -> all[row].clone()).orElseGet(() -> new float[0]);
  }
}
