namespace GcVerify.Reporting;

/// <summary>A deliberate bug at the moment in which the smallest program known shows it.</summary>
/// <param name="Law">The law that is broken there: its id, its name and what it says.</param>
/// <param name="Place">After which operation: <c>operation 3 of 4</c>.</param>
/// <param name="Message">What broke, in one sentence.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Found">What was found.</param>
/// <param name="Part">Which part of the heap the picture shows; empty for all of it.</param>
/// <param name="Picture">The heap as a Mermaid flowchart; empty where there is nothing to draw.</param>
/// <param name="Explanation">What became of the object that the law is about; empty if it is about none.</param>
public sealed record FaultExhibit(
    LawText Law, string Place, string Message, string Expected, string Found, string Part, string Picture, string Explanation);

/// <summary>A law as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Statement">The law in one sentence.</param>
public sealed record LawText(string Id, string Name, string Statement);
