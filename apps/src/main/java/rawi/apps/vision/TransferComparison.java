package rawi.apps.vision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import rawi.nn.Network;
import rawi.nn.training.Callback;
import rawi.vision.applications.Transfer;
import rawi.vision.images.ImageSource;

/**
 * The stages of a {@link TransferLearning}, each judged on images that none of them learnt from.
 *
 * @param watchers of a training of so many epochs
 * @param told each row as soon as it is known
 */
record TransferComparison(
    TransferLearning learning, IntFunction<List<Callback>> watchers, Consumer<Row> told) {

  /**
   * A stage.
   *
   * @param accuracy on the test images, the mean over the seeds
   * @param accuracies of each seed
   * @param seconds of one training, with the features that it needs
   * @param learnt how many numbers
   */
  record Row(
      String stage,
      double accuracy,
      List<Double> accuracies,
      double seconds,
      int epochs,
      long learnt) {
    Row {
      accuracies = List.copyOf(accuracies);
    }

    static Row of(
        String stage, List<Double> accuracies, double seconds, int epochs, Network network) {
      double mean = accuracies.stream().mapToDouble(a -> a).average().orElseThrow();
      return new Row(stage, mean, accuracies, seconds, epochs, TransferLearning.learnt(network));
    }
  }

  /**
   * What came out.
   *
   * @param network whole: with the first head and, if it was fine-tuned, its last layers as they
   *     became
   */
  record Outcome(List<Row> rows, Network network) {
    Outcome {
      rows = List.copyOf(rows);
    }
  }

  /** Runs what the settings ask for. */
  Outcome run(Path weights, ImageSource training, ImageSource judged) {
    List<Row> rows = new ArrayList<>();
    long start = System.nanoTime();
    Network network = learning.pretrained(weights);
    learning.requireCut(network);
    TransferLearning.Features learnt = learning.features(network, training);
    double computing = since(start);
    TransferLearning.Features unseen = learning.features(network, judged);
    Network first = frozen(network, learnt, unseen, computing, rows);
    if (learning.settings().fineEpochs() > 0) {
      fineTuned(network, first, learnt, unseen, rows);
    }
    if (learning.settings().scratchEpochs() > 0) {
      fromScratch(training, judged, rows);
    }
    return new Outcome(rows, Transfer.joined(network, first)); // fine-tuning changed both
  }

  /** A head for each seed; gives the first. */
  private Network frozen(
      Network network,
      TransferLearning.Features learnt,
      TransferLearning.Features unseen,
      double computing,
      List<Row> rows) {
    int epochs = learning.settings().epochs();
    int seeds = learning.settings().seeds();
    List<Network> heads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < seeds; i++) {
      heads.add(learning.trainedHead(network, learnt, learning.seed() + i, watchers.apply(epochs)));
    }
    double seconds = computing + since(start) / seeds;
    List<Double> accuracies =
        heads.stream().map(head -> learning.accuracy(head, unseen.means())).toList();
    add(Row.of("frozen features", accuracies, seconds, epochs, heads.get(0)), rows);
    return heads.get(0);
  }

  private void fineTuned(
      Network network,
      Network head,
      TransferLearning.Features learnt,
      TransferLearning.Features unseen,
      List<Row> rows) {
    int epochs = learning.settings().fineEpochs();
    long start = System.nanoTime();
    Network tuned = learning.fineTune(network, head, learnt, watchers.apply(epochs));
    double seconds = rows.get(0).seconds + since(start);
    List<Double> accuracy = List.of(learning.accuracy(tuned, unseen.maps()));
    add(Row.of("fine-tuned", accuracy, seconds, epochs, tuned), rows);
  }

  private void fromScratch(ImageSource training, ImageSource judged, List<Row> rows) {
    int epochs = learning.settings().scratchEpochs();
    long start = System.nanoTime();
    Network drawn = learning.fromScratch(training, watchers.apply(epochs));
    double seconds = since(start);
    List<Double> accuracy = List.of(learning.accuracy(drawn, learning.inOrder(judged)));
    add(Row.of("from scratch", accuracy, seconds, epochs, drawn), rows);
  }

  private void add(Row row, List<Row> rows) {
    rows.add(row);
    told.accept(row);
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
