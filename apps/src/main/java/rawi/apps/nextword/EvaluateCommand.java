package rawi.apps.nextword;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;

/** {@code rawi nextword evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Judges a model on a text, read in one piece.")
final class EvaluateCommand implements Callable<Integer> {
  private static final double MUCH = 0.5; // unknown tokens

  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(names = "--data", required = true, paramLabel = "F.txt", description = "The text.")
  private String data = "";

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Text text = Text.file(data);
    try (NextWordModel loaded = NextWordFile.read(model, session.kernels(), () -> {})) {
      Judgement j = loaded.evaluate(text);
      if (j.oovRate() > MUCH) {
        session.say(
            "%s: the model does not know %.0f %% of its tokens, which are one and the same to it: is this its language?"
                .formatted(data, 100 * j.oovRate()));
      }
      if (session.json()) {
        session.print(j);
      } else {
        session
            .out()
            .printf(
                Locale.ROOT,
                "tokens              %d (%s)%nperplexity          %.2f%ntop-1, top-5        %.4f, %.4f%n"
                    + "unknown words       %.4f%nbits a character    %.4f%n",
                j.tokens(),
                j.counted(),
                j.perplexity(),
                j.top1(),
                j.top5(),
                j.oovRate(),
                j.bitsPerCharacter());
      }
    }
    return 0;
  }
}
