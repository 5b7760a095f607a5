package rawi.apps.caption;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.caption.data.CaptionData;
import rawi.apps.caption.scenes.SceneFolder;
import rawi.apps.caption.scenes.SceneOptions;
import rawi.apps.caption.scenes.Scenes;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;

/** {@code rawi caption scenes}. */
@Command(
    name = "scenes",
    mixinStandardHelpOptions = true,
    description =
        "Draws scenes with captions in English, French and Arabic into a folder that train and"
            + " evaluate read. No scene is in two splits.")
final class ScenesCommand implements Callable<Integer> {
  private static final SceneOptions DEFAULTS = SceneOptions.defaults(0);

  private final Session session;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write, which must not be there yet.")
  private Path out = Path.of("");

  @Option(
      names = "--train",
      paramLabel = "N",
      description = "Pictures to learn from. Default: ${DEFAULT-VALUE}.")
  private int train = DEFAULTS.train();

  @Option(
      names = "--valid",
      paramLabel = "N",
      description = "Pictures to watch. Default: ${DEFAULT-VALUE}.")
  private int valid = DEFAULTS.valid();

  @Option(
      names = "--test",
      paramLabel = "N",
      description = "Pictures to be judged on. Default: ${DEFAULT-VALUE}.")
  private int test = DEFAULTS.test();

  @Option(
      names = "--image-size",
      paramLabel = "N",
      description = "Pixels a side. Default: ${DEFAULT-VALUE}.")
  private int side = DEFAULTS.side();

  ScenesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SceneOptions options =
        Usage.check(() -> new SceneOptions(train, valid, test, side, session.seed()));
    CaptionData data = Scenes.of(options);
    SceneFolder.write(data, out);
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("folder", out.toString());
      result.put("images", data.images().size());
      result.put("languages", data.languages());
      session.print(result);
    } else {
      session.out().println("%s: %d pictures".formatted(out, data.images().size()));
    }
    return 0;
  }
}
