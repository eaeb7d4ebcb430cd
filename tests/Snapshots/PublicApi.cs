using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace GcVerify.Snapshots;

/// <summary>The public and protected members of an assembly as a text, sorted; what the compiler adds to records is left out.</summary>
internal static class PublicApi
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().Where(t => !Generated(t)).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(Headline(type)).Append('\n');
            foreach (string line in type.IsEnum ? Values(type) : Members(type).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Headline(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => IsReadOnly(type) ? "readonly struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<Type> interfaces = type.GetInterfaces().Where(i => i.Namespace!.StartsWith("GcVerify", StringComparison.Ordinal));
        bool derived = type is { IsClass: true, BaseType: { } parent } && parent != typeof(object);
        IEnumerable<Type> bases = derived ? [type.BaseType!, .. interfaces] : interfaces;
        string[] names = type.IsEnum ? [] : [.. bases.Select(TypeName.Of).Order(StringComparer.Ordinal)];
        return $"{kind} {type.FullName}{(names.Length > 0 ? " : " + string.Join(", ", names) : "")}";
    }

    private static IEnumerable<string> Values(Type type) => Enum.GetNames(type)
        .Select(name => (Name: name, Value: Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)))
        .OrderBy(pair => pair.Value)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Name} = {pair.Value}"));

    private static IEnumerable<string> Members(Type type) =>
    [
        .. type.GetFields(All).Where(f => Visible(f.Attributes) && !Generated(f)).Select(Field),
        .. type.GetConstructors(All).Where(c => Visible(c) && !CopiesItself(c)).Select(c => Modifiers(c) + "new" + Parameters(c)),
        .. type.GetProperties(All).Where(p => Accessors(p).Any() && !Generated(p) && p.Name != "EqualityContract").Select(Property),
        .. type.GetMethods(All).Where(m => Visible(m) && (!m.IsSpecialName || IsOperator(m)) && !Generated(m)).Select(Method),
    ];

    private static string Field(FieldInfo field)
    {
        string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? string.Create(CultureInfo.InvariantCulture, $" = {field.GetRawConstantValue()}") : "";
        return $"{(field.IsPublic ? "" : "protected ")}{kind}{TypeName.Of(field.FieldType)} {field.Name}{value}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo first = Accessors(property).First();
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string accessors = string.Join(' ', Accessors(property).Select(Accessor));
        return $"{Modifiers(first)}{required}{TypeName.Of(property.PropertyType)} {name} {{ {accessors} }}";
    }

    private static string Accessor(MethodInfo accessor)
    {
        bool init = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return (accessor.Name.StartsWith("get", StringComparison.Ordinal) ? "get" : init ? "init" : "set") + ";";
    }

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) => property.GetAccessors(nonPublic: true).Where(Visible);

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeName.Of))}>" : "";
        return $"{Modifiers(method)}{TypeName.Of(method.ReturnType)} {method.Name}{generic}{Parameters(method)}";
    }

    private static string Modifiers(MethodBase method)
    {
        string access = method.IsPublic ? "" : "protected ";
        bool inInterface = method.DeclaringType!.IsInterface;
        bool overrides = method is MethodInfo m && m.GetBaseDefinition() != m;
        return access + (method switch
        {
            { IsStatic: true } => "static ",
            _ when inInterface => method.IsAbstract ? "" : "default ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } when overrides => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        });
    }

    private static string Parameters(MethodBase method) => $"({string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter)
    {
        string kind = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => "",
        };
        string value = parameter.HasDefaultValue ? " = " + Default(parameter) : "";
        return $"{kind}{TypeName.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool Visible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static bool CopiesItself(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType && Generated(constructor);

    private static bool Generated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || member.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsOperator(MethodInfo method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute));
}
