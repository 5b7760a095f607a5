package rawi.apps.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import rawi.nn.Initializer;
import rawi.nn.InputLayer;
import rawi.nn.Junction;
import rawi.nn.ModelLayer;
import rawi.nn.Reused;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.saving.SpecTypes;

class KnownTypesTest {
  /** What files write in another form: a model's inputs, and a model itself. */
  private static final List<Class<?>> OTHERWISE =
      List.of(InputLayer.class, ModelLayer.class, Reused.class);

  @Test
  void everyLayerActivationAndInitializerOfTheProjectCanBeSaved() {
    SpecTypes types = KnownTypes.all();
    List<Class<?>> parts =
        List.of(Junction.Spec.class, ActivationFunction.class, Initializer.class);
    List<String> missing =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("rawi")
                .stream()
                .filter(c -> parts.stream().anyMatch(c::isAssignableTo))
                .map(JavaClass::reflect)
                .filter(type -> type.isRecord() && !types.knows(type))
                .filter(type -> !OTHERWISE.contains(type))
                .map(Class::getName)
                .toList();
    assertThat(missing).as("to be added to KnownTypes, or to SpecTypes.core").isEmpty();
  }
}
