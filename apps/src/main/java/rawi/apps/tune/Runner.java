package rawi.apps.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import rawi.apps.cli.Interruption;
import rawi.apps.cli.Session;
import rawi.apps.hyper.Settings;
import rawi.nn.backend.Kernels;
import rawi.nn.training.NumericalFailure;

/**
 * Runs what is left of a search, several runs side by side. Each run computes alone on one thread,
 * so that its result does not depend on how many there are.
 */
record Runner(Session session, Subject subject, Candidates candidates, int folds, Measure measure) {

  /** All runs of the search. */
  private int total() {
    return candidates.points().size() * folds;
  }

  /** Runs what the journal does not have, and ranks. */
  Ranking ranking(Journal journal) {
    int before = journal.results().size();
    session.say("%d runs".formatted(total()));
    if (before > 0) {
      session.say("%d of them are in the journal".formatted(before));
    }
    if (before < total()) {
      Interruption watch = Interruption.watch(session, () -> interrupted(journal));
      try {
        run(journal, session.sideBySide());
      } finally {
        watch.close();
      }
    }
    return Ranking.of(measure, candidates.points(), journal.results());
  }

  private String interrupted(Journal journal) {
    return "interrupted after %d of %d runs; the same command goes on from there"
        .formatted(journal.results().size(), total());
  }

  /** With one of the kernels for each run that goes on at the same time. */
  private void run(Journal journal, List<Kernels> kernels) {
    BlockingQueue<Kernels> free = new LinkedBlockingQueue<>(kernels);
    ExecutorService pool =
        Executors.newFixedThreadPool(
            kernels.size(),
            work -> {
              Thread thread = new Thread(work, "rawi-tune");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int point = 0; point < candidates.points().size(); point++) {
        for (int fold = 0; fold < folds; fold++) {
          if (!journal.has(point, fold)) {
            int number = point;
            int judged = fold;
            runs.add(pool.submit(() -> one(number, judged, free, journal)));
          }
        }
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the search was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private void one(int point, int fold, BlockingQueue<Kernels> free, Journal journal) {
    Settings settings = candidates.points().get(point);
    Kernels kernels = free.remove();
    long start = System.nanoTime();
    Result result;
    try {
      result = new Result(point, fold, subject.run(settings, fold, kernels), Optional.empty());
    } catch (NumericalFailure e) {
      result = new Result(point, fold, Map.of(), Optional.of(String.valueOf(e.getMessage())));
    } finally {
      free.add(kernels);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    synchronized (journal) { // so that the lines count up
      journal.add(result);
      tell(settings, result, journal.results().size(), seconds);
    }
  }

  private void tell(Settings settings, Result result, int done, double seconds) {
    String came =
        result
            .failure()
            .map(failure -> "failed: " + failure)
            .orElseGet(
                () ->
                    String.format(
                        Locale.ROOT,
                        "%s %.4f",
                        measure,
                        result.scores().getOrDefault(measure.toString(), Double.NaN)));
    session.say(
        String.format(
            Locale.ROOT,
            "run %d/%d  %s  fold %d/%d  %s  %.1f s",
            done,
            total(),
            settings.only(candidates.varied()),
            result.fold() + 1,
            folds,
            came,
            seconds));
  }
}
