using System.Reflection;
using GcVerify.Collectors;
using GcVerify.Heap;
using GcVerify.Mutator;
using GcVerify.Oracle;
using GcVerify.Reporting;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Properties.Verification;

/// <summary>Who passes events on passes all of them on: a member with a default would be lost silently.</summary>
public sealed class ObserverTests
{
    public static TheoryData<Type> Observers => [.. Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsObserver)];

    public static TheoryData<Type> Hosts =>
        [.. new[] { typeof(SimulatedSubject).Assembly, typeof(CollectorCatalog).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsClass && typeof(ICollectorHost).IsAssignableFrom(type))];

    private static Assembly[] Assemblies =>
        [typeof(Judge).Assembly, typeof(Campaign).Assembly, typeof(TraceRecorder).Assembly, typeof(ObserverTests).Assembly];

    [Theory]
    [MemberData(nameof(Observers))]
    public void An_observer_has_every_member_of_the_interface_or_extends_the_one_that_looks_at_nothing(Type observer)
    {
        InterfaceMapping map = observer.GetInterfaceMap(typeof(IObserver));
        Assert.Empty(map.TargetMethods.Where(method => method.DeclaringType == typeof(IObserver)).Select(method => method.Name));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_host_that_collectors_are_given_has_every_member_of_the_interface(Type host)
    {
        InterfaceMapping map = host.GetInterfaceMap(typeof(ICollectorHost));
        Assert.Empty(map.TargetMethods.Where(method => method.DeclaringType == typeof(ICollectorHost)).Select(method => method.Name));
    }

    private static bool IsObserver(Type type) => type.IsClass && typeof(IObserver).IsAssignableFrom(type);
}
