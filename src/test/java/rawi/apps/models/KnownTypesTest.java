package rawi.apps.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rawi.nn.Initializer;
import rawi.nn.InputLayer;
import rawi.nn.Junction;
import rawi.nn.Model;
import rawi.nn.ModelLayer;
import rawi.nn.Reused;
import rawi.nn.Shape;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.constraints.Constraint;
import rawi.nn.saving.SpecTypes;

class KnownTypesTest {
  private static final SpecTypes TYPES = KnownTypes.all();

  /** What files write in another form: a model's inputs, and a model itself. */
  private static final List<Class<?>> OTHERWISE =
      List.of(InputLayer.class, ModelLayer.class, Reused.class);

  /** The public records of the project that a model may be made of. */
  private static List<Class<?>> parts() {
    List<Class<?>> kinds =
        List.of(Junction.Spec.class, ActivationFunction.class, Initializer.class, Constraint.class);
    List<Class<?>> all = new ArrayList<>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("rawi")
            .stream()
            .filter(c -> kinds.stream().anyMatch(c::isAssignableTo))
            .map(JavaClass::reflect)
            .filter(type -> type.isRecord() && Modifier.isPublic(type.getModifiers()))
            .filter(type -> !OTHERWISE.contains(type))
            .forEach(all::add);
    return all;
  }

  @Test
  void everyLayerActivationInitializerAndConstraintOfTheProjectIsKnown() {
    assertThat(parts().stream().filter(type -> !TYPES.knows(type)).map(Class::getName))
        .as("to be added to KnownTypes, or to CoreTypes")
        .isEmpty();
  }

  @Test
  void allTheirArgumentsHaveAFormInFiles() {
    List<String> strange = new ArrayList<>();
    Set<Type> seen = new HashSet<>();
    parts().stream()
        .filter(type -> type != Model.class)
        .forEach(type -> look(type, type.getSimpleName(), strange, seen));
    assertThat(strange).isEmpty();
  }

  private static void look(Type type, String where, List<String> strange, Set<Type> seen) {
    if (!seen.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      if (!Set.of(List.class, Map.class, Optional.class).contains(generic.getRawType())) {
        strange.add(where + ": " + type);
      }
      Arrays.stream(generic.getActualTypeArguments())
          .forEach(argument -> look(argument, where, strange, seen));
    } else if (type instanceof Class<?> one && one.isRecord() && one != Shape.class) {
      for (RecordComponent component : one.getRecordComponents()) {
        String inner = where + "." + component.getName();
        look(component.getGenericType(), inner, strange, seen);
      }
    } else if (!simple(type)
        && parts().stream().noneMatch(part -> ((Class<?>) type).isAssignableFrom(part))) {
      strange.add(where + ": " + type);
    }
  }

  private static boolean simple(Type type) {
    return Set.of(int.class, long.class, double.class, boolean.class, String.class, Shape.class)
            .contains(type)
        || Set.of(Integer.class, Long.class, Double.class, Boolean.class).contains(type)
        || (type instanceof Class<?> one && one.isEnum());
  }
}
