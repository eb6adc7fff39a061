/// Rewrites the jars it is given so that a cold start has less to link: `java dev/Lean.java
/// JAR...`, which the launcher does once after a build.
///
/// Pattern switches and the equals and hashCode of records are compiled to invokedynamic: the JDK
/// makes their code when they first run, and its AOT cache keeps none of it (it keeps lambdas). A
/// check passes a hundred such places once each, a sixth of its CPU time. Here they become what
/// they would have been by hand: a chain of instanceof, a comparison of fields. Whatever looks
/// different stays as it is; what was rewritten once is not touched again.
void main(String[] jars) throws IOException {
    try (URLClassLoader all = new URLClassLoader(beside(Path.of(jars[0])))) {
        ClassFile classes =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(all)));
        for (String jar : jars) {
            rewrite(classes, Path.of(jar));
        }
    }
}

URL[] beside(Path jar) throws IOException {
    List<URL> all = new ArrayList<>();
    try (DirectoryStream<Path> jars =
            Files.newDirectoryStream(jar.toAbsolutePath().getParent(), "*.jar")) {
        for (Path one : jars) {
            all.add(one.toUri().toURL());
        }
    }
    return all.toArray(URL[]::new);
}

void rewrite(ClassFile classes, Path jar) throws IOException {
    Path lean = Path.of(jar + ".lean");
    try (ZipFile in = new ZipFile(jar.toFile());
            ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(lean))) {
        for (ZipEntry entry : Collections.list(in.entries())) {
            byte[] content = in.getInputStream(entry).readAllBytes();
            out.putNextEntry(new ZipEntry(entry.getName()));
            out.write(entry.getName().endsWith(".class") ? lean(classes, content) : content);
            out.closeEntry();
        }
    }
    Files.move(lean, jar, StandardCopyOption.ATOMIC_MOVE);
}

/// A method that says which label fits, in place of an invokedynamic that would have made one.
record TypeSwitch(String name, MethodTypeDesc type, List<ClassDesc> labels) {}

byte[] lean(ClassFile classes, byte[] content) {
    ClassModel model = classes.parse(content);
    List<TypeSwitch> switches = new ArrayList<>();
    ClassTransform methods =
            (into, element) -> {
                switch (element) {
                    case MethodModel method when comparison(method).isPresent() ->
                            into.withMethodBody(
                                    method.methodName(),
                                    method.methodType(),
                                    method.flags().flagsMask(),
                                    code -> compare(code, model, comparison(method).get()));
                    case MethodModel method when dynamicCalls(method).anyMatch(this::isSwitch) ->
                            into.transformMethod(
                                    method,
                                    MethodTransform.transformingCode(calls(model, switches)));
                    default -> into.with(element);
                }
            };
    ClassTransform additions =
            ClassTransform.endHandler(
                    into ->
                            switches.forEach(
                                    one ->
                                            into.withMethodBody(
                                                    one.name(),
                                                    one.type(),
                                                    ClassFile.ACC_PRIVATE
                                                            | ClassFile.ACC_STATIC
                                                            | ClassFile.ACC_SYNTHETIC,
                                                    code -> decide(code, one.labels()))));
    return classes.transformClass(model, methods.andThen(additions));
}

Stream<InvokeDynamicInstruction> dynamicCalls(MethodModel method) {
    return method.code().stream()
            .flatMap(CodeModel::elementStream)
            .filter(InvokeDynamicInstruction.class::isInstance)
            .map(InvokeDynamicInstruction.class::cast);
}

/// Over types alone; one over constants too stays.
boolean isSwitch(InvokeDynamicInstruction call) {
    return isMadeBy(call, SwitchBootstraps.class, "typeSwitch")
            && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
}

boolean isMadeBy(InvokeDynamicInstruction call, Class<?> owner, String method) {
    return call.bootstrapMethod().owner().equals(owner.describeConstable().orElseThrow())
            && call.bootstrapMethod().methodName().equals(method);
}

CodeTransform calls(ClassModel model, List<TypeSwitch> switches) {
    return (code, element) -> {
        if (element instanceof InvokeDynamicInstruction call && isSwitch(call)) {
            TypeSwitch one =
                    new TypeSwitch(
                            "typeSwitch$" + switches.size(),
                            call.typeSymbol(),
                            call.bootstrapArgs().stream().map(ClassDesc.class::cast).toList());
            switches.add(one);
            code.invokestatic(
                    model.thisClass().asSymbol(),
                    one.name(),
                    one.type(),
                    model.flags().has(AccessFlag.INTERFACE));
        } else {
            code.with(element);
        }
    };
}

/// As SwitchBootstraps.typeSwitch has it: -1 for null; else the first label that fits, beginning
/// with the one that the second argument counts; else how many there are.
void decide(CodeBuilder code, List<ClassDesc> labels) {
    Label isThere = code.newLabel();
    code.aload(0).ifnonnull(isThere).iconst_m1().ireturn().labelBinding(isThere);
    for (int i = 0; i < labels.size(); i++) {
        Label next = code.newLabel();
        code.iload(1).loadConstant(i).if_icmpgt(next);
        code.aload(0).instanceOf(labels.get(i)).ifeq(next);
        code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
}

/// What makes a record's own equals or hashCode, where the method is one.
Optional<InvokeDynamicInstruction> comparison(MethodModel method) {
    return dynamicCalls(method)
            .filter(call -> isMadeBy(call, ObjectMethods.class, "bootstrap"))
            .filter(call -> !call.name().equalsString("toString"))
            .findFirst();
}

void compare(CodeBuilder code, ClassModel model, InvokeDynamicInstruction comparison) {
    ClassDesc self = model.thisClass().asSymbol();
    List<DirectMethodHandleDesc> fields =
            comparison.bootstrapArgs().stream()
                    // Before the fields come the class and their names.
                    .skip(2)
                    .map(DirectMethodHandleDesc.class::cast)
                    .toList();
    if (comparison.name().equalsString("equals")) {
        equal(code, self, fields);
    } else {
        hash(code, self, fields);
    }
}

void equal(CodeBuilder code, ClassDesc self, List<DirectMethodHandleDesc> fields) {
    Label differs = code.newLabel();
    code.aload(1).instanceOf(self).ifeq(differs).aload(1).checkcast(self).astore(2);
    for (DirectMethodHandleDesc field : fields) {
        ClassDesc type = type(field);
        code.aload(0).getfield(self, field.methodName(), type);
        code.aload(2).getfield(self, field.methodName(), type);
        if (type.isPrimitive()) {
            ClassDesc box = box(type);
            code.invokestatic(box, "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
            code.ifne(differs);
        } else {
            code.invokestatic(
                    Objects.class.describeConstable().orElseThrow(),
                    "equals",
                    MethodTypeDesc.of(
                            ConstantDescs.CD_boolean,
                            ConstantDescs.CD_Object,
                            ConstantDescs.CD_Object));
            code.ifeq(differs);
        }
    }
    code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
}

void hash(CodeBuilder code, ClassDesc self, List<DirectMethodHandleDesc> fields) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields) {
        ClassDesc type = type(field);
        code.bipush(31).imul().aload(0).getfield(self, field.methodName(), type);
        ClassDesc owner =
                type.isPrimitive() ? box(type) : Objects.class.describeConstable().orElseThrow();
        ClassDesc parameter = type.isPrimitive() ? type : ConstantDescs.CD_Object;
        code.invokestatic(owner, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, parameter));
        code.iadd();
    }
    code.ireturn();
}

ClassDesc type(DirectMethodHandleDesc field) {
    return field.invocationType().returnType();
}

/// Where the JDK keeps a primitive's own compare and hashCode.
ClassDesc box(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
        case "Z" -> ConstantDescs.CD_Boolean;
        case "B" -> ConstantDescs.CD_Byte;
        case "C" -> ConstantDescs.CD_Character;
        case "S" -> ConstantDescs.CD_Short;
        case "I" -> ConstantDescs.CD_Integer;
        case "J" -> ConstantDescs.CD_Long;
        case "F" -> ConstantDescs.CD_Float;
        default -> ConstantDescs.CD_Double;
    };
}
