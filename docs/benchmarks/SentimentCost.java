import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rawi.apps.sentiment.SentimentModel;
import rawi.nn.backend.Backend;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.NvidiaProbe;

/** What a sentiment model costs in use: seconds to start ND4J and to load, texts a second in batches, ms a text. */
public final class SentimentCost {
  private static final int ROUNDS = 7;

  private SentimentCost() {}

  /** Arguments: a model and a file of label, tab and text. */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    List<String> texts =
        Files.readAllLines(Path.of(args[1])).stream()
            .map(line -> line.substring(line.indexOf('\t') + 1))
            .limit(2_000)
            .toList();
    long begin = System.nanoTime();
    Backend.select(BackendChoice.CPU, new NvidiaProbe(Map.of())).start(line -> {});
    double started = (System.nanoTime() - begin) / 1e9;
    long start = System.nanoTime();
    try (SentimentModel model = SentimentModel.load(file)) {
      double load = (System.nanoTime() - start) / 1e9;
      double[] batches = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) { // two to warm up
        long before = System.nanoTime();
        model.predict(texts);
        batches[Math.max(0, round)] = texts.size() / ((System.nanoTime() - before) / 1e9);
      }
      double[] single = new double[texts.size()];
      for (int i = 0; i < single.length; i++) {
        long before = System.nanoTime();
        model.predict(texts.get(i));
        single[i] = (System.nanoTime() - before) / 1e6;
      }
      Arrays.sort(batches);
      Arrays.sort(single);
      System.out.printf(
          Locale.ROOT,
          "ND4J started in %.2f s; %.1f MB, loaded in %.2f s; %,.0f texts/s in batches of %d (median of %d); one text in"
              + " %.2f ms (median), %.2f ms (99 of 100)%n",
          started,
          Files.size(file) / 1e6,
          load,
          batches[ROUNDS / 2],
          texts.size(),
          ROUNDS,
          single[single.length / 2],
          single[single.length * 99 / 100]);
    }
  }
}
