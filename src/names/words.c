/* Words of English, each list in the order of strcmp. Given names as they are
 * common in English-speaking trades; what firms do; what stands before them. */
#include "names/words.h"

#include <glib.h>
#include <string.h>

static const char *const first_names[] = {
    "Aaron",     "Abby",      "Abe",       "Adam",        "Adrian",     "Agnes",     "Alan",
    "Albert",    "Alberto",   "Alec",      "Alejandro",   "Alessandro", "Alex",      "Alexander",
    "Alexandra", "Alexis",    "Alfred",    "Ali",         "Alice",      "Alicia",    "Alison",
    "Allan",     "Allen",     "Allison",   "Amanda",      "Amber",      "Amit",      "Amy",
    "Ana",       "Andre",     "Andrea",    "Andreas",     "Andrei",     "Andres",    "Andrew",
    "Andy",      "Angela",    "Angus",     "Anil",        "Anita",      "Ann",       "Anna",
    "Anne",      "Anthony",   "Anton",     "Antonio",     "Arjun",      "Arthur",    "Ashley",
    "Ashok",     "Barbara",   "Barry",     "Bart",        "Beau",       "Becky",     "Ben",
    "Benjamin",  "Bernard",   "Bernd",     "Beth",        "Betty",      "Bill",      "Billy",
    "Bob",       "Bobby",     "Brad",      "Bradley",     "Brandon",    "Brenda",    "Brendan",
    "Brent",     "Bret",      "Brett",     "Brian",       "Bruce",      "Bruno",     "Bryan",
    "Bryce",     "Caitlin",   "Calvin",    "Carl",        "Carla",      "Carlos",    "Carol",
    "Caroline",  "Carolyn",   "Carrie",    "Casey",       "Catherine",  "Cathy",     "Cecilia",
    "Chad",      "Charlene",  "Charles",   "Charlie",     "Chen",       "Cheryl",    "Chris",
    "Christina", "Christine", "Christoph", "Christopher", "Chuck",      "Cindy",     "Claire",
    "Clara",     "Clark",     "Claudia",   "Clayton",     "Clifford",   "Clint",     "Cody",
    "Colin",     "Connie",    "Corey",     "Craig",       "Curt",       "Curtis",    "Cynthia",
    "Dale",      "Dan",       "Dana",      "Daniel",      "Daniela",    "Danny",     "Darren",
    "Darryl",    "Dave",      "David",     "Dean",        "Deb",        "Debbie",    "Deborah",
    "Dee",       "Deepak",    "Denise",    "Dennis",      "Derek",      "Derrick",   "Diana",
    "Diane",     "Dick",      "Dieter",    "Dirk",        "Dmitri",     "Dmitry",    "Dominic",
    "Don",       "Donald",    "Donna",     "Doug",        "Douglas",    "Dr",        "Dr.",
    "Duane",     "Duncan",    "Dustin",    "Dwight",      "Dylan",      "Ed",        "Eddie",
    "Edgar",     "Edward",    "Edwin",     "Eileen",      "Elaine",     "Eleanor",   "Elena",
    "Eli",       "Elizabeth", "Ella",      "Ellen",       "Elliot",     "Emil",      "Emily",
    "Emma",      "Enrique",   "Eric",      "Erica",       "Erik",       "Erin",      "Ernest",
    "Ernie",     "Ethan",     "Eugene",    "Evan",        "Evelyn",     "Felipe",    "Felix",
    "Fernando",  "Florian",   "Frances",   "Francesco",   "Francis",    "Francisco", "Frank",
    "Franz",     "Fred",      "Frederick", "Gabriel",     "Gareth",     "Garrett",   "Gary",
    "Gavin",     "Gene",      "Geoff",     "Geoffrey",    "George",     "Gerald",    "Gerard",
    "Gerry",     "Gilbert",   "Gina",      "Girish",      "Giulia",     "Glen",      "Glenn",
    "Gordon",    "Graham",    "Greg",      "Gregg",       "Gregory",    "Guido",     "Guillermo",
    "Hannah",    "Hans",      "Harold",    "Harriet",     "Harry",      "Harvey",    "Hector",
    "Heidi",     "Heinz",     "Helen",     "Helmut",      "Henrik",     "Henry",     "Herbert",
    "Holger",    "Holly",     "Howard",    "Hugh",        "Hugo",       "Ian",       "Ingrid",
    "Irene",     "Isaac",     "Ivan",      "Jack",        "Jackie",     "Jacob",     "Jacqueline",
    "Jaime",     "Jake",      "James",     "Jamie",       "Jan",        "Jane",      "Janet",
    "Janice",    "Jared",     "Jason",     "Javier",      "Jay",        "Jean",      "Jeanne",
    "Jeff",      "Jeffrey",   "Jennifer",  "Jenny",       "Jens",       "Jeremy",    "Jerome",
    "Jerry",     "Jesse",     "Jessica",   "Jesus",       "Jill",       "Jim",       "Jimmy",
    "Joan",      "Joanna",    "Joanne",    "Joe",         "Joel",       "Joerg",     "Johan",
    "Johann",    "John",      "Johnny",    "Jon",         "Jonas",      "Jonathan",  "Jordan",
    "Jorge",     "Jose",      "Josef",     "Joseph",      "Josh",       "Joshua",    "Joyce",
    "Juan",      "Judith",    "Judy",      "Juergen",     "Julia",      "Julian",    "Julie",
    "Justin",    "Karen",     "Karl",      "Kate",        "Katherine",  "Kathleen",  "Kathryn",
    "Kathy",     "Katie",     "Keith",     "Kelly",       "Kelsey",     "Ken",       "Kenneth",
    "Kent",      "Kerry",     "Kevin",     "Kim",         "Kirk",       "Klaus",     "Kris",
    "Kristen",   "Kristin",   "Kumar",     "Kurt",        "Kyle",       "Lance",     "Larry",
    "Lars",      "Laura",     "Lauren",    "Laurence",    "Lawrence",   "Leah",      "Lee",
    "Len",       "Leo",       "Leon",      "Leonard",     "Leslie",     "Lewis",     "Liam",
    "Linda",     "Linus",     "Lisa",      "Liz",         "Lloyd",      "Lori",      "Lorraine",
    "Lou",       "Louis",     "Louise",    "Lucas",       "Lucia",      "Lucy",      "Luis",
    "Luke",      "Lynn",      "Malcolm",   "Malini",      "Manuel",     "Marc",      "Marcel",
    "Marco",     "Marcus",    "Margaret",  "Maria",       "Marie",      "Mario",     "Marion",
    "Mark",      "Markus",    "Martha",    "Martin",      "Marty",      "Marvin",    "Mary",
    "Massimo",   "Mathias",   "Matt",      "Matteo",      "Matthew",    "Matthias",  "Maurice",
    "Megan",     "Melanie",   "Melissa",   "Mendel",      "Michael",    "Michel",    "Michele",
    "Michelle",  "Miguel",    "Mike",      "Mikhail",     "Mitch",      "Mitchell",  "Molly",
    "Monica",    "Morgan",    "Morten",    "Mr",          "Mr.",        "Mrs",       "Mrs.",
    "Ms",        "Ms.",       "Nancy",     "Naomi",       "Natalie",    "Nathan",    "Neal",
    "Neil",      "Nelson",    "Nicholas",  "Nick",        "Nicolas",    "Nicole",    "Nigel",
    "Nikhil",    "Nina",      "Noah",      "Nora",        "Norm",       "Norman",    "Olaf",
    "Oleg",      "Oliver",    "Olivia",    "Omar",        "Oscar",      "Otto",      "Owen",
    "Pablo",     "Pamela",    "Pat",       "Patricia",    "Patrick",    "Patty",     "Paul",
    "Paula",     "Paulo",     "Pedro",     "Peggy",       "Penny",      "Pete",      "Peter",
    "Phil",      "Philip",    "Philippe",  "Phillip",     "Pierre",     "Priya",     "Prof",
    "Prof.",     "Rachel",    "Rafael",    "Raj",         "Rajesh",     "Ralf",      "Ralph",
    "Ramon",     "Randall",   "Randy",     "Raul",        "Ravi",       "Ray",       "Raymond",
    "Rebecca",   "Reggie",    "Renee",     "Richard",     "Rick",       "Ricky",     "Rob",
    "Robert",    "Roberta",   "Roberto",   "Robin",       "Rod",        "Rodney",    "Roger",
    "Roland",    "Rolf",      "Ron",       "Ronald",      "Ronnie",     "Rosa",      "Rose",
    "Ross",      "Roy",       "Ruben",     "Rudolf",      "Rupert",     "Russ",      "Russell",
    "Ruth",      "Ryan",      "Salvatore", "Sam",         "Samantha",   "Samuel",    "Sandra",
    "Sandy",     "Sanjay",    "Sara",      "Sarah",       "Satya",      "Scott",     "Sean",
    "Sebastian", "Sergei",    "Sergey",    "Sergio",      "Seth",       "Shane",     "Shannon",
    "Sharon",    "Shaun",     "Shawn",     "Sheila",      "Shelley",    "Sheryl",    "Shirley",
    "Sid",       "Simon",     "Sir",       "Sonia",       "Sophie",     "Srinivas",  "Stacy",
    "Stan",      "Stanley",   "Stefan",    "Stephan",     "Stephanie",  "Stephen",   "Steve",
    "Steven",    "Stewart",   "Stu",       "Stuart",      "Sue",        "Sundar",    "Suresh",
    "Susan",     "Suzanne",   "Sven",      "Sylvia",      "Tad",        "Tammy",     "Tara",
    "Ted",       "Teresa",    "Terri",     "Terry",       "Theo",       "Theodore",  "Theresa",
    "Thomas",    "Tiffany",   "Tim",       "Timothy",     "Tina",       "Tobias",    "Toby",
    "Todd",      "Tom",       "Tommy",     "Toni",        "Tony",       "Tracy",     "Travis",
    "Trevor",    "Tricia",    "Troy",      "Tyler",       "Uwe",        "Valerie",   "Vanessa",
    "Vera",      "Vernon",    "Veronica",  "Vic",         "Vicki",      "Victor",    "Victoria",
    "Vijay",     "Vikram",    "Vincent",   "Vladimir",    "Wade",       "Walt",      "Walter",
    "Warren",    "Wayne",     "Wendy",     "Werner",      "Wes",        "Wesley",    "Willem",
    "William",   "Wolfgang",  "Xavier",    "Yu",          "Yvonne",     "Zachary",   "Zoe",
};

static const char *const deeds[] = {
    "CEO",
    "CFO",
    "CIO",
    "COO",
    "CTO",
    "Corp",
    "Corporation",
    "Inc",
    "LLC",
    "Ltd",
    "acquire",
    "acquired",
    "acquires",
    "acquiring",
    "announce",
    "announced",
    "announces",
    "announcing",
    "believes",
    "blog",
    "booth",
    "bought",
    "buys",
    "claimed",
    "claims",
    "co-founder",
    "cofounder",
    "competed",
    "competes",
    "contributed",
    "contributes",
    "customer",
    "customers",
    "decided",
    "decides",
    "donated",
    "donates",
    "employee",
    "employees",
    "employs",
    "engineer",
    "engineering",
    "engineers",
    "executive",
    "executives",
    "founded",
    "founder",
    "founders",
    "headquarters",
    "hired",
    "hires",
    "introduced",
    "introduces",
    "introducing",
    "invested",
    "invests",
    "joined",
    "joins",
    "launch",
    "launched",
    "launches",
    "launching",
    "offered",
    "offers",
    "open-sourced",
    "partner",
    "partnered",
    "partners",
    "planned",
    "plans",
    "purchased",
    "purchases",
    "raised",
    "raises",
    "recently",
    "released",
    "releases",
    "reported",
    "reports",
    "representative",
    "representatives",
    "representatives's",
    "said",
    "says",
    "sells",
    "shareholders",
    "shares",
    "sold",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "sponsored",
    "sponsoring",
    "sponsors",
    "staff",
    "stock",
    "team's",
    "told",
    "unveiled",
    "unveils",
    "wanted",
    "wants",
};

static const char *const agent_prepositions[] = {
    "acquire",  "acquired",   "acquires",    "bought", "buying",  "by",     "companies",
    "company",  "competitor", "competitors", "firm",   "founded", "giant",  "partner",
    "partners", "start-up",   "startup",     "vendor", "vendors", "versus", "vs",
};

static const char *const determiners[] = {
    "A",  "An", "The", "a",   "an",    "any",   "each", "every", "its",
    "my", "no", "our", "the", "their", "these", "this", "those", "your",
};

static const char *const uses[] = {
    "deploy",   "deployed", "deploying", "deploys", "inside",  "install", "installed", "installing",
    "into",     "on",       "onto",      "run",     "running", "runs",    "uninstall", "upgrade",
    "upgraded", "use",      "used",      "uses",    "using",   "via",
};

static const char *const of_things[] = {
    "administrator", "administrators", "agent",       "appliance", "application",
    "applications",  "backend",        "backup",      "backups",   "client",
    "clients",       "cluster",        "clusters",    "command",   "commands",
    "configuration", "container",      "containers",  "daemon",    "database",
    "databases",     "deployment",     "deployments", "driver",    "drivers",
    "environment",   "environments",   "file",        "files",     "guest",
    "guests",        "host",           "hosts",       "image",     "images",
    "install",       "installation",   "instance",    "instances", "node",
    "nodes",         "plugin",         "queries",     "query",     "schema",
    "server",        "servers",        "setup",       "table",     "tables",
    "version",       "versions",       "virtual",     "workload",  "workloads",
};

static bool is_listed(const char *const *list, size_t n, const char *p, size_t length) {
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2, m = strlen(list[mid]);
        int order = memcmp(p, list[mid], MIN(length, m));
        if (order == 0 && length == m)
            return true;
        if (order < 0 || (order == 0 && length < m))
            hi = mid;
        else
            lo = mid + 1;
    }
    return false;
}

bool words_is_first_name(const char *p, size_t n) {
    return is_listed(first_names, G_N_ELEMENTS(first_names), p, n);
}

bool words_is_deed(const char *p, size_t n) {
    return is_listed(deeds, G_N_ELEMENTS(deeds), p, n);
}

bool words_is_determiner(const char *p, size_t n) {
    return is_listed(determiners, G_N_ELEMENTS(determiners), p, n);
}

bool words_is_use(const char *p, size_t n) {
    return is_listed(uses, G_N_ELEMENTS(uses), p, n);
}

bool words_is_of_things(const char *p, size_t n) {
    return is_listed(of_things, G_N_ELEMENTS(of_things), p, n);
}

bool words_is_agent_preposition(const char *p, size_t n) {
    return is_listed(agent_prepositions, G_N_ELEMENTS(agent_prepositions), p, n);
}
